/**
 * About how many in ten thousand children in England bear a forename or surname: `share: names`. Approximate, from general
 * knowledge and rounded to a few steps; only the order of size matters (one bit is a factor of two). Replaced by the
 * council's own counts as soon as there are some (`frequenciesFrom`).
 */
export const commonForenames = `
150: mohammed
90: oliver jack harry george olivia
75: noah amelia isla jacob charlie thomas oscar william james emily
60: ava mia ella isabella sophie poppy grace lily freya evie alfie leo joshua archie henry ethan joseph samuel daniel
45: alexander max lucas logan isaac benjamin dylan jake arthur edward theo adam finley riley jessica charlotte sophia
45: ruby daisy chloe alice sienna florence phoebe matilda evelyn ellie rosie scarlett millie layla maya
30: toby luke harrison matthew mason sebastian hugo tyler ryan nathan liam louis callum connor cameron jayden aaron reuben
30: elijah theodore luca jude rory caleb david michael elizabeth eva erin hannah lucy lola imogen holly emma molly megan
30: abigail zara harriet maisie aisha bella rose violet willow ivy amber martha georgia leah katie bethany lauren
20: ibrahim yusuf ali hassan ahmed omar abdullah hamza bilal zain ayaan rayyan muhammad fatima maryam zainab khadija
20: amina safiya hafsa noor inaya zahra kai owen ellis frankie bobby stanley albert robert john andrew stephen
20: christopher jamie sean kian jordan rhys lewis kieran ben sam tom dominic gabriel zachary elliot felix jasper rowan
20: rebecca rachel sarah laura anna julia maria victoria natalia zofia aleksandra amy jasmine summer skye paige
12: kacper jakub filip szymon oliwia maja lena hanna aleksander antoni michal dawid krystian ewa patryk wiktoria
12: aarav arjun aryan rohan krishna ishaan diya priya anaya riya simran harpreet jaspreet gurpreet karan veer
12: david emmanuel daniel samuel joshua blessing esther precious favour divine ayomide temitope kwame kofi chidinma
12: caitlin niamh orla aoife saoirse ciara declan cormac finn rory eoin patrick declan shannon siobhan
12: abdirahman abdi ayub ismail yahya idris haroon zubair usman umar imran khalid mustafa tariq iqra sumaya ruqayyah
`

export const commonSurnames = `
115: smith
75: jones
55: taylor williams brown khan
45: davies patel hussain evans wilson thomas ahmed
35: johnson roberts walker wright robinson thompson white hughes ali
30: edwards green hall wood lewis harris martin jackson clarke clark turner hill cooper ward moore begum
25: king morris harrison baker morgan scott watson davis james lee allen parker bennett phillips young shaw singh kaur
20: mitchell price cook simpson marshall bell anderson collins carter bailey miller richardson murphy kelly wilkinson
20: gray cox adams foster mason knight mills webb gibson hunt owen campbell holmes palmer lloyd rogers matthews
15: stevens mcdonald murray dixon fisher barnes powell butler barker jenkins graham stewart reid russell ellis ross
15: akhtar miah islam rahman malik shah iqbal mahmood uddin mohammed chowdhury sharma hassan mirza bibi
10: obrien ryan byrne walsh osullivan doyle kennedy lynch gallagher mccarthy fox burke burns reynolds fletcher stone
10: abdi yusuf osman ibrahim farah omar jama adeyemi okafor mensah owusu boateng johnson okoro adebayo nwosu
10: kowalski nowak wisniewski wojcik kaminski lewandowski zielinski popescu ionescu popa singh gill dhillon sandhu
`
