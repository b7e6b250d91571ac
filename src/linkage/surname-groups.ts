/** Spellings of one surname, a group to a line, the first being the one compared. From common knowledge of British surnames. */
export const surnameGroups = `
hussain hussein husain hussayn hossain hussien husein
ahmed ahmad ahmet
mohammed muhammad mohammad mohamed muhammed mohamad muhamed mohamud mohamoud
ali aly
begum begom begam
chowdhury choudhury chaudhry chaudhary choudhary chowdhry chaudhri choudhry chaudry chowdury
rahman rehman rahmaan raheman
miah mia miya
sheikh shaikh shaik sheik shekh
qureshi quraishi qureishi koreshi kureshi quereshi
mahmood mahmoud mahmud mehmood mehmud
malik malek malick
siddiqui siddiqi siddique siddiq siddiky
uddin udin udeen uddeen
khan khaan
iqbal ikbal eqbal
akhtar akther akter aktar
hassan hasan hasaan hassaan
hussaini husseini
abdi abdy
abdullah abdulla abdallah abdullahi abdulahi
abdulrahman abdirahman abdurahman abdurrahman
yusuf yousuf yousaf yusef youssef yousef
ibrahim ebrahim ibraheem
ismail ismael esmail
osman usman uthman othman
omar umar umer omer
farah farrah
noor nur nour
warsame warsama
jama jamac
mirza meerza
nawaz nawas
parveen perveen parvin
rashid rasheed
saeed said sayeed saeid
shah sha
sharif shareef
syed sayed saiyed
tariq tarik
zaman zamaan
bhatti bhatty
gill gil
kaur kour
singh sing
dhillon dillon dhilon
sandhu sandu
patel pattel
sharma sarma
gupta gupte
rao row
okafor okafo okaphor
okonkwo okonkwoh okonkwu
adeyemi adeyemy
adebayo adebayor
mensah mensa
boateng boatang
owusu owuso
ncube ncubi
moyo moyoh
kowalski kowalsky
nowak novak
wojcik woicik
popescu popesku
ivanov ivanow
allen allan allyn
anderson andersen
armstrong amstrong
baird beard
barrett barret
bennett bennet benett
brown browne
burke bourke
burns burnes byrne byrnes
carr kerr
clark clarke clerk
coleman colman
connolly connelly
connor conner oconnor
cook cooke
cooper couper
davies davis davys
dixon dickson
docherty doherty dougherty odoherty
donnelly donnolly
doyle odoyle
elliott elliot eliot eliott
evans evens
farrell ofarrell ferrell
fisher fischer
fitzgerald fitzgerrald
forsyth forsythe
francis frances
gallagher gallacher gallaher
gardner gardiner gardener
garrett garret
gibbons gibbins
graham grahame graeme
gray grey
green greene
griffiths griffith griffths
hall hal
hanson hansen
harris harries
hayes hays
hughes hughs
hurst hirst
jackson jakson
jeffries jefferies jeffreys
jenkins jenkin
johnson jonson
johnston johnstone
kane keane kean
kavanagh cavanagh kavanaugh
kelly kelley okelly
kennedy kenedy
knowles noles
lawrence laurence lawrance
lee leigh lea
lewis louis
lloyd loyd
lowe low
lynch linch
marshall marshal
martin martyn marten
matthews mathews
mccarthy mcarthy mccarty
mcdonald mcdonnell macdonald
mcgrath magrath
mckenzie mackenzie
mclean mclaine maclean
mcleod macleod
mcpherson macpherson
meyer myer
miller millar
moore more
morris morriss
morrison morison
murphy murphey
murray murrey
neale neal neil neill oneill oneil
newman neuman
nicholls nichols nicholl nicol nicoll
nicholson nicolson
harrison harison
mcdonagh mcdonough macdonagh
obrien obrian obryan
palmer palmar
parker parkar
parsons persons
patterson paterson pattison
payne paine pain
pearce pierce peirce
perry parry
phillips philips philipps phillip
pollock pollack
porter portar
powell powel
pritchard prichard
quinn quin
read reid reed reade
reilly riley oreilly
rees reece reese
reynolds renolds
rogers rodgers
ross rosse
russell russel
ryan rian
saunders sanders
scott scot
shaw shawe
shepherd sheppard shepard shephard
simmonds simmons symonds simons
simpson simson
smith smyth smythe
spencer spenser
stephens stevens
stephenson stevenson
stewart stuart
sullivan osullivan
sutherland southerland
taylor tayler tailor
thompson thomson tomson
thorne thorn
tierney teirney
tomlinson thomlinson
turner tourner
vaughan vaughn
walsh walshe welsh welch
watt watts
webb web
weston westen
wheeler wheler
white whyte
wilkins wilkens
williams william
wilson willson
winter winters
wood woods
wright right
wyatt wiatt
young younge
`
