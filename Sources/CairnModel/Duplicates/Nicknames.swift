/// Common English short forms of given names: plain facts, each line a name and what its bearers
/// are called. A short form may stand for several names.
enum Nicknames {
    /// Whether two words, folded, are forms of one name.
    static func areOneName(_ left: String, _ right: String) -> Bool {
        guard let first = groups[left], let second = groups[right] else { return false }
        return !first.isDisjoint(with: second)
    }

    /// Whether this is a name of the table: one letter less or more of it may be another name.
    static func isKnown(_ word: String) -> Bool { groups[word] != nil }

    /// The lines of the table that a word is in.
    static func lines(of word: String) -> Set<Int> { groups[word] ?? [] }

    private static let groups: [String: Set<Int>] = {
        var groups: [String: Set<Int>] = [:]
        for (index, line) in table.split(separator: "\n").enumerated() {
            for word in line.split(separator: " ") {
                groups[String(word), default: []].insert(index)
            }
        }
        return groups
    }()

    private static let table = """
        aaron ron ronnie
        abigail abby abbie abi gail
        abraham abe bram
        adelaide addie ada heidi della
        adeline addie ada
        adrian ade
        agnes aggie nessie
        albert al bert bertie
        alberta bertie
        alexander alex al xander sandy lex alec sasha alejandro
        alexandra alex sandra lexi lexie sandy alexa sasha ali
        alexis alex lexi lexie
        alfred alf fred freddie al
        alice ali allie elsie
        alicia ali lisa
        alison allison ali allie
        amanda mandy mandi manda
        amelia amy millie mia
        anastasia stacy ana tasia stacey
        andrea andi drea
        andrew andy drew andre andres
        angela angie ange
        ann anne anna annie nan nancy nina hannah
        annabelle anna belle bella
        antoinette toni nettie
        anthony tony ant antonio
        archibald archie
        arnold arnie
        arthur art artie
        ashley ash
        augustus gus augie august
        barbara barb babs barbie bobbie
        bartholomew bart
        beatrice bea trixie bee beatriz
        benjamin ben benny benji benjy
        bernadette bernie detta
        bernard bernie barney
        bradley brad
        brandon bran
        brenda bren
        bridget biddy bridie
        calvin cal
        cameron cam
        caroline carrie caro carol lina carolyn
        cassandra cass cassie sandra
        catherine katherine kathryn catharine cathy kathy kate katie kat kitty cat katy kay kathleen katharine catalina cate trina
        cecilia cece celia sissy
        charles charlie chuck chas chaz carl carlos
        charlotte charlie lottie char lotte
        chester chet
        christian chris
        christina christine chris chrissy tina kristina kristine tina cristina chrissie christie kris
        christopher chris kit topher christoph kris
        claire clara
        clarence clare
        clifford cliff
        constance connie
        cornelius neil corny
        courtney court
        cynthia cindy cyndi
        daniel dan danny dani
        danielle dani dan
        david dave davey davy davie
        deborah deb debbie debra debby
        delores dolores lola dee
        dennis denny den
        diana di diane dee
        dominic dom nick dominick
        donald don donnie donny
        dorothy dot dottie dolly dora
        douglas doug
        dwight ike
        edmund ed eddie ned ted
        edward ed eddie ted ned teddy eduardo
        edwin ed eddie ned
        eleanor ellie nell nora ella elinor lenora nellie
        elijah eli
        elizabeth liz lizzie beth betty eliza betsy libby lisa elise ellie bess bessie liza elisabeth lilibet lizzy isabel
        ella ellie
        ellen ellie nell nellie
        emily em emmy millie emma
        emma em emmy
        emmanuel manny manuel
        ernest ernie ernesto
        esther essie hettie
        eugene gene
        evelyn evie eve
        ezekiel zeke
        florence flo flossie
        frances fran fanny frannie frankie francie
        francis frank francisco frankie fran
        franklin frank frankie
        frederick fred freddie rick freddy fritz federico
        gabriel gabe gabi
        gabriella gabrielle gabby gabi ella
        genevieve gen evie jenny
        geoffrey jeffrey geoff jeff
        george georgie jorge
        georgina georgia georgie gina
        gerald jerry gerry
        geraldine gerry geri jerry
        gertrude gertie trudy
        gilbert gil bert
        giovanni gio gianni
        grace gracie
        gregory greg gregg
        gretchen greta margaret
        guadalupe lupe
        gwendolyn gwen wendy
        hannah anna nan
        harold hal harry
        harriet hattie harry
        helen helena nell nellie ellen lena
        henrietta etta hettie hetty
        henry hank harry hal enrique
        herbert herb bert
        howard howie
        hubert bert hugh
        hugh hughie
        ignacio nacho
        irene rene
        isaac ike zac
        isabella isabel isabelle bella izzy belle ella ibby
        isaiah zay
        isidore izzy
        jacob jake jay coby
        jacqueline jackie jacky
        james jim jimmy jamie jem jaime
        janet jan jane
        jane janie jenny
        janice jan
        jasmine jas jazz yasmin
        jason jay
        jean jeannie jeanne
        jedidiah jed
        jeffrey jeff
        jennifer jen jenny jenna jenn
        jeremiah jerry jeremy
        jeremy jerry jem
        jerome jerry
        jessica jess jessie
        jesse jess
        joan joanie jo
        joanna joanne jo joan
        john jack johnny jon johnnie juan jock sean ian
        jonathan jon johnny nathan jonny johnathan
        jordan jordy jo
        joseph joe joey jose jo
        josephine jo josie fina
        joshua josh
        joyce joy
        juan juanito
        judith judy jude
        julia julie jules
        julian jules
        juliana julie jules ana
        justin jus
        katelyn kate katie caitlin
        kelly kel
        kenneth ken kenny
        kevin kev
        kimberly kim kimmy kimberley
        kristen kris krissy kirsten
        lauren laurie ren
        laura laurie lori
        laurence lawrence larry laurie lorenzo lars
        leonard leo len lenny leon
        leonardo leo
        leroy roy
        leslie les
        lester les
        lewis louis lou lew louie luis
        lillian lil lily lilly
        linda lindy lin
        lindsay lindsey
        louise lou lulu
        lucille lucy lucia
        lucas luke
        luther lou
        lydia lyddie
        madeline maddie madelyn maddy madeleine lena
        magdalena maggie lena magda
        malcolm mal
        marcus marc mark marco
        margaret maggie meg peggy marge margie greta madge rita daisy peg megan meggie margot mags
        maria mary marie mia mitzi
        marilyn mary lynn
        marjorie marge margie
        martha marty mattie patsy
        martin marty
        marvin marv
        mary molly polly mamie may mae minnie
        mathilda matilda tilly mattie tillie
        matthew matt matty mateo
        maurice morris moe
        maxwell max
        maximilian max
        maximus max
        megan meg
        melanie mel
        melinda mel mindy lindy
        melissa mel missy lissa lisa
        mercedes mercy sadie
        michael mike mikey mick mickey miguel micky
        michelle shelly chelle mickey missy
        mildred millie
        milton milt
        minerva minnie
        miranda mandy randy
        miriam mimi mitzi
        mitchell mitch
        mohammed mohammad muhammad mohamed mo
        monica mona
        montgomery monty
        morgan mo
        nancy nan
        natalie nat tally
        natasha tasha nat
        nathan nate nat
        nathaniel nate nat nathan
        nicholas nick nicky nico nicolas
        nicole nicky nikki nic coley
        nigel nige
        norman norm
        octavia tavia
        oliver ollie
        olivia liv livvy ollie livia
        oscar ossie
        oswald ozzie oz
        pamela pam
        parker park
        patricia pat patty trish tricia patsy trisha tish
        patrick pat paddy patricio
        paula polly
        paul paulie pablo
        penelope penny nell
        peter pete petey pedro
        philip phillip phil pip felipe
        phoebe bee
        priscilla cilla prissy
        prudence prue
        rachel rae rach shelly
        ralph rafe
        randall randy rand
        randolph randy dolph
        raphael rafael rafe rafa
        raymond ray
        rebecca becky becca bec reba rebekah beck
        reginald reggie reg
        reuben ruben ben
        rhonda ronnie
        richard rick rich dick ricky richie ricardo
        robert bob rob bobby robbie bert robin roberto bobbie
        roberta bobbie robbie bert
        roderick rod rick
        rodney rod
        roger rodge
        roland rollie
        ronald ron ronnie ronny
        rosalind roz rosie
        rose rosie rosa rosemary
        rosemary rosie romy mary rose
        roxanne roxie roxy
        rudolph rudy dolph
        russell russ rusty
        sabrina brina
        salvador sal
        salvatore sal
        samantha sam sammy sammie
        samuel sam sammy
        sandra sandy
        sarah sally sadie sara
        savannah anna savvy
        sebastian seb bastian
        seymour si
        sharon shari
        sheldon shelly
        shirley shirl
        sidney sydney sid syd
        silvester sylvester sly
        simon si
        solomon sol
        sophia sophie sofia
        stanley stan
        stella estelle
        stephanie steph stevie steffi
        stephen steven steve stevie stefan esteban
        stewart stuart stu
        susan sue susie suzy susanna suzanne susannah suze sukie
        sylvia sylvie
        tabitha tabby
        tamara tammy tam
        teresa theresa terry tess tessa tessie terri
        terrence terence terry
        thaddeus tad thad
        theodora dora thea theo
        theodore ted teddy theo
        thomas tom tommy tomas
        tiffany tiff tiffy
        timothy tim timmy
        tobias toby
        travis trav
        valentina val tina
        valerie val
        vanessa nessa van
        veronica ronnie vera roni
        victor vic
        victoria vicky tori vic vicki vickie
        vincent vince vinny vin vinnie
        violet vi
        virginia ginny ginger gina
        vivian viv vivienne
        walter walt wally
        wallace wally
        wesley wes
        wilhelmina mina willa minnie billie
        william bill billy will liam willy willie guillermo
        winifred winnie freddie
        winston win
        woodrow woody
        xavier xavi
        yolanda yoli
        yvonne vonnie
        zachary zach zack zac zachariah
        zoe zoey
        """
}
