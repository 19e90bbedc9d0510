#!/bin/sh
# Runs cairn. Where this folder is on a stick from which nothing can be run, the program is copied
# to the home folder first: sh start.sh demo
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
program=$here/cairn
if ! "$program" --version > /dev/null 2>&1; then
    folder=${XDG_DATA_HOME:-$HOME/.local/share}/cairn
    mkdir -p -m 700 "$folder" "$folder/bin"
    if ! cmp -s "$program" "$folder/bin/cairn"; then
        echo "Copying cairn to $folder/bin ..." >&2
        cp "$program" "$folder/bin/cairn.new"
        chmod 700 "$folder/bin/cairn.new"
        mv "$folder/bin/cairn.new" "$folder/bin/cairn"
    fi
    program=$folder/bin/cairn
fi
exec "$program" "$@"
