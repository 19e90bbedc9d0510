import GRDB
import GRDBSQLite
public import Foundation
func v() -> Int32 { sqlite3_libversion_number() }
