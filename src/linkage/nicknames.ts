/** Short and pet forms, and forms that an English school may write for a name, `full name: short forms`. A short form may stand under several names. English, Irish, Polish, West African. */
export const nicknames = `
abdullah: abdul
abigail: abi abby abbie abbey gail
adebayo: bayo ade
agnieszka: aga
aleksandra: ola ala
alexander: aleksander aleksandr oleksandr alex al sandy xander lex sasha alec
alexandra: aleksandra ola alex alexa lexi sandra sasha lexie
alfred: alfie fred alf
alice: ali ally
alison: ali allie
amanda: mandy
amelia: millie mia amy milly
anastasia: ana stacey
andrew: andy drew
angela: angie ange
anna: annie
ann: annie
annabel: anna bella
anthony: tony ant
antonia: toni
archibald: archie
arthur: art artie
ayodele: ayo dele
barbara: barb babs
bartholomew: bart
bartosz: bartek
beatrice: bea trixie
benedict: ben
benjamin: ben benji benny
bernadette: bernie
bethany: beth
bradley: brad
bronwyn: bron
cameron: cam
caroline: caz carrie
cassandra: cass cassie
catherine: cathy kathy kate katie cath kat kath kitty
cecilia: cece
cerys: cez
charles: charlie chas chuck
charlotte: charlie lottie lotty char
chidinma: chidi chichi
christian: chris
christina: chris tina chrissy christie
christine: chris chrissie
christopher: chris kit topher
clementine: clemmie
constance: connie
cordelia: delia
cynthia: cindy
daisy: daze
daniel: dan danny
danielle: dani danny
david: dave davey
deborah: deb debbie debs
dominic: dom
dominik: dom
dominique: dom
donald: don donnie
dorothy: dot dottie dolly
douglas: doug
edmund: ed eddie
edward: ed eddie ted teddy ned
edwin: ed eddie
eleanor: ellie nell nellie elle nora ella
elizabeth: liz lizzie beth betty libby eliza elsie betsy lizzy bess lisa ellie
ellen: ellie nell
emily: em emmy
emma: em emmy
emmanuel: manny
ernest: ernie
esther: essie
ethan: eth
eugene: gene
evangeline: evie eva
eva: evie
evelyn: evie eve lyn
felicity: flick fliss
finlay: fin
florence: flo florrie flossie
frances: fran frankie franny
francesca: fran frankie chess
francis: frank frankie
franklin: frank
frederick: fred freddie freddy
gabriel: gabe gabi
gabriella: gabby gabi ella
gareth: gaz
gary: gaz
geoffrey: geoff jeff
george: georgie
georgia: georgie
georgina: georgie gina
gerald: gerry
gillian: gill
gregory: greg
grace: gracie
guinevere: gwen
gurpreet: preet
gwendolyn: gwen
gwenllian: gwen
harold: harry hal
harpreet: harry preet
harriet: hattie harry
harry: haz
heather: hev
helena: lena
henrietta: hetty hattie
henry: harry hal hank
hyacinth: cynthia
imogen: immy immie
irene: rene
isabel: izzy bella belle issy
isabella: izzy bella issy ella
isaac: ike zac
jack: jackie
jacob: jake jakub
jacqueline: jackie
jakub: kuba
james: jim jimmy jamie jem
janet: jan
jasmine: jaz jazz
jason: jay
jayden: jay
jennifer: jen jenny jenna
jeremy: jez jem
jessica: jess jessie
joanna: jo
joanne: jo
john: johnny jack
jonathan: jon jonny johnny nathan
joseph: joe joey
josephine: jo josie posy
joshua: josh
judith: judy jude
julian: jules
julia: jules
juliet: jules
justin: just
katarzyna: kasia kaska
kenneth: ken kenny
kevin: kev
kimberley: kim
krzysztof: krzys
laura: lau
lauren: loz lozza laurie
lawrence: larry laurie
leonard: len lenny leo
leo: lee
leonora: nora
lewis: lew lou
lilian: lily lil
lily: lil
lindsay: lin
louis: lou
louisa: lou lulu
louise: lou lulu
lucas: luke
lucinda: lucy cindy
lucy: lulu
lukasz: lukas
luke: lu
lydia: lyd
lynette: lyn
mackenzie: kenzie mac
madeleine: maddie maddy
madison: maddie maddy
magdalena: magda
malgorzata: gosia malgosia
malcolm: mal
margaret: maggie meg peggy margie greta daisy
maria: mary marie
martha: marty
mary: molly polly
matilda: tilly mattie tilda
matthew: matt matty
maurice: mo
maximilian: max
maxwell: max
maxine: max
megan: meg meggie
melanie: mel
melissa: mel missy
mercedes: mercy
michael: mike mick micky mikey michal
michelle: shell chelle
mildred: millie
mohammed: mo md muhd mohd
mustafa: musti
natalie: nat
natasha: tash tasha nat
nathan: nat nate
nathaniel: nat nate nathan
nicholas: nick nicky nico
nicola: nicky nikki
nicole: nicky nikki
octavia: tavi
oliver: ollie olly
olivia: liv livvy ollie livi
oluwadamilola: damilola dami
oluwafemi: femi
oluwaseun: seun
oluwaseyi: seyi
oluwatobi: tobi tobiloba
orlaith: orla orlagh
pamela: pam
patricia: pat patsy tricia trish
patrick: pat paddy
penelope: penny nell
peter: pete
philip: phil pip
philippa: pip pippa
phoebe: phoebs
priscilla: cilla
prudence: pru
rachel: rach
rajesh: raj
rajinder: raj
raymond: ray
rebecca: becky becca bex
reginald: reg reggie
richard: rich dick rick ricky richie
robert: rob bob bobby robbie bert rab
roberta: bobbie
rodney: rod
ronald: ron ronnie
rosalind: ros roz rosie
rose: rosie
rosemary: rosie rose
rupert: ru
samantha: sam sammy
samuel: sam sammy
sandeep: sandy
sarah: sally sadie
scarlett: scar
sebastian: seb bash
shannon: shan
sidney: sid
simon: si
solomon: sol
sophia: sophie
sophie: soph
stanley: stan
stephanie: steph
stephen: steve stevie
stuart: stu
susan: sue susie suzy
susanna: sue susie suzy
sylvia: syl
tamara: tammy
temitope: tope temi
terence: terry
teresa: terri tess tessa
thaddeus: thad
theodora: thea dora theo
theodore: theo ted teddy teo
thomas: tom tommy
timothy: tim timmy
toby: tobes
valentina: val
valerie: val
vanessa: nessa
veronica: ronnie vera
victor: vic wiktor
victoria: vicky vikki tori vic
viktor: wiktor
vincent: vince vinny
violet: vi
virginia: ginny
vivienne: viv
walter: wally walt
wiktoria: viktoria victoria
wilfred: wilf fred
william: will bill billy liam willy
winifred: winnie
wojciech: wojtek
yasmin: yaz
yousuf: joe
yvonne: von
zachary: zac zach zak zack
zofia: zosia
`
