/** Spellings of one forename from Muslim, South Asian, African and Eastern European naming, as `forename-groups.ts` has them. */
export const worldForenames = `
mohammed muhammad mohammad mohamed muhammed mohamad muhamed mahammed mohd muhamad mohamud mahamed mohammod muhammet mehmed maxamed mahamud
ahmed ahmad ahmet achmed axmed axmad
aisha ayesha aysha aishah aesha ayisha aiesha aisyah ayse aaisha caasha casha aicha
fatima fatimah fathima fatema fatma fatimata faatimah faadumo fadumo faduma fadima
zainab zaynab zeinab zeynep zaineb
maryam mariam mariyam meryem maryum maryan maryama maryamo mariyah
hussain hussein husain hussayn husayn hossain hussien xuseen huseen husen
hassan hasan xasan hasaan
yusuf yousuf yousef yusif youssef yousaf yusef usuf joosub yuusuf yoosuf
ibrahim ebrahim ibraheem ibraahim
ismail ismaeel esmail ismael ishmael ismaaciil ismaciil
isa eesa essa
musa moosa mousa
omar umar umer omer cumar
usman uthman osman othman usmaan cismaan cusmaan uthmaan
abdullah abdulla abdallah abdulah abdullahi cabdullahi abdulahi abdilahi abdillahi
abdulrahman abdurrahman abdurahman abdirahman abdelrahman cabdiraxmaan cabdirahman abdirahmaan
abdulkadir abdulqadir abdikadir abdelkader
bilal bilaal billal belal
hamza hamzah hamsa xamza
haroon harun haroun
idris idrees edris
imran emran
khadija khadijah kadija hadija khadeeja khadiija khadijo qadiija
khalid khaled
khadra qadra
leila layla leyla laila leilah laylah
malik maalik
mustafa mustapha mostafa
nabila nabeela nabilah
noor nur nour
safiya safiyah safia saffiya safiyya safiyo
saira sayra
salma selma
samira sameera samirah
sumaya sumayyah sumaiya sumayya sumayah sumaaya
syed sayed sayyid syeed
tariq tarik tarek tareq
yasmin yasmeen yasmine
yahya yahia yehya
zahra zahrah
zara zarah zaara
zakariya zakaria zakariyah zakariyya zachariya
zubair zubayr zubeir
hafsa hafsah hafza xafsa
halima halimah haleema xaliimo halimo xalimo
iqra ikra iqrah
amina aminah ameena aamina aamino amino amiina
asma asmaa asmah
rukhsana ruksana rukshana
rahim raheem
karim kareem
kabir kabeer
nadia nadiya nadiyah
adeel adil
aamir amir ameer aamer emir
ayaan ayan
rayyan rayan rayaan
hamid hameed
jamal jamaal jamel gamal
kamal kamaal kemal
rashid rasheed
saif sayf
sulaiman suleiman sulayman suleman sulieman suleyman
taha taaha
waqas waqaas
ayub ayoub ayyub
amrit amreet
arjun arjan
aryan aaryan
harpreet harprit
gurpreet gurprit
jaspreet jasprit
manpreet manprit
krishna krishnan
lakshmi laxmi
priya preeya
rohan roohan
vijay vijai
vikram bikram
diya deeya dia
ishaan ishan eshan
kavita kavitha
geeta gita
meena mina
neha nehaa
pooja puja
sita seeta
sunita suneeta
tanvi tanvee
shivani sivani
aditya adithya
anjali anjalee
oluwaseun seun
oluwatobi tobiloba
oluwadamilola damilola
oluwafemi femi
oluwaseyi seyi
temitope tope
ayodele ayo
chukwuemeka emeka
ngozi ngozichukwu
kofi coffie
kwabena kobina
nkechi nkechinyere
blessing blessyn
tafadzwa tafadza
tendai tendayi
abdirizak abdirisaq abdulrazak
ayanle ayaanle
hodan hodaan xodan
ifrah ifraah
sagal sagaal
katarzyna kasia
malgorzata gosia
anastasia anastazja anastasiya anastasija
andrzej andrej andrei andriy andrzey
aleksander aleksandr oleksandr
dmitri dmitry dmitrij dimitri dmytro
ekaterina yekaterina katerina
jakub jacub jakob
krzysztof krzystof kristof
lukasz lucas lukas
maciej maciek
michal michael mikhail mihail micheal michel mykhailo
mikolaj nikolai nikolay mykola
natalia nataliya natalya natalija
oliwia olivia olyvia alivia
piotr pyotr petr
pawel pavel
szymon simon symon shimon
stanislaw stanislav
tomasz thomas tomas tommaso
wiktoria victoria viktoria viktorija
wojciech wojtek
zofia sofia sophia sofiya zosia
zuzanna susanna zuzana susannah suzanna
julia yulia julija
kacper kasper casper caspar
mateusz matheus
filip phillip philip phillipe
gabriel gabryel
daniel danyel daniil
ioana joana
gheorghe george jorge
ionut ionutz
saeed said saeid sayeed
rehan rayhan rehaan
yaqub yaqoob yakub yacoub
ishaq ishak
danyal daniyal danial
zain zayn zayne zane
mahmoud mahmud mahmood maxamuud
abdi cabdi
ali cali
inaya inaaya
naima naciima naeema nayma
suad sucaad
deeqa deqa
warsame warsama
`
