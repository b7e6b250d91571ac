const columns = (text: string): readonly string[] => text.split(/\s+/)

/** The headings of the School Census tables as COLLECT exports them, term by term. */
export type CensusTerm = 'autumn' | 'spring' | 'summer'

/** `pupilonroll`, autumn. */
export const autumnOnRoll =
  columns(`pupilonrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn formerupn
  uniquelearnernumber sex entrydate pupilonrollorderseqcolumn sourceid schoolcensustableid hoursatsetting
  schoollunchtaken parttime topupfunding termlysessionspossible termlysessionsauthorised
  termlysessionsunauthorised senunitindicator resourcedprovisionindicator nonqualhrs ftemp qualhrs
  qualhrspreviousyear nonqualhrspreviousyear tlevelqualhrs tlevelnonqualhrs moveoffrollflag fundedhours
  missingaddress duplicatenotfunded summerhalfterm2sessionspossible extendedhours eligibilitycode
  summerhalfterm2sessionsauthorised summerhalfterm2sessionsunauthorised dafindicator
  summerhalfterm2sessionseducational summerhalfterm2sessionsexceptional summerhalfterm2sessionscoronavirus
  yssa servicechild language classtype enrolstatus boarder plaa senprovision ncyearactual
  mathsgcsehighestpriorattainment mathsgcsepriorattainmentyear11 englishgcsehighestpriorattainment
  englishgcsepriorattainmentyear11 mathsgcsefundingexemption englishgcsefundingexemption
  mathsgcsehighestpriorattainmentpreviousyear englishgcsehighestpriorattainmentpreviousyear eyppr eyppbf`)

/** `pupilnolongeronroll`, autumn. */
export const autumnOffRoll =
  columns(`pupilnolongeronrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn
  formerupn uniquelearnernumber sex entrydate leavingdate pupilnolongeronrollorderseqcolumn sourceid
  schoolcensustableid parttime termlysessionspossible termlysessionsauthorised termlysessionsunauthorised
  moveonrollflag missingaddress summerhalfterm2sessionsauthorised summerhalfterm2sessionspossible
  summerhalfterm2sessionsunauthorised qualhrs qualhrspreviousyear nonqualhrspreviousyear tlevelqualhrs
  tlevelnonqualhrs nonqualhrs summerhalfterm2sessionseducational summerhalfterm2sessionsexceptional
  summerhalfterm2sessionscoronavirus boarder language ncyearleaving mathsgcsehighestpriorattainment
  mathsgcsepriorattainmentyear11 englishgcsehighestpriorattainment englishgcsepriorattainmentyear11
  mathsgcsefundingexemption englishgcsefundingexemption mathsgcsehighestpriorattainmentpreviousyear
  englishgcsehighestpriorattainmentpreviousyear`)

/** `pupilonroll`, spring. */
export const springOnRoll =
  columns(`pupilonrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn formerupn
  uniquelearnernumber sex entrydate pupilonrollorderseqcolumn sourceid schoolcensustableid hoursatsetting
  schoollunchtaken parttime topupfunding unitcontacttime termlysessionspossible senunitindicator
  resourcedprovisionindicator moveoffrollflag fundedhours missingaddress duplicatenotfunded extendedhours
  eligibilitycode dafindicator ethnicity yssa servicechild language classtype enrolstatus boarder plaa
  senprovision ncyearactual eyppr eyppbf youngcarer`)

/** `pupilnolongeronroll`, spring. */
export const springOffRoll =
  columns(`pupilnolongeronrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn
  formerupn uniquelearnernumber sex entrydate leavingdate pupilnolongeronrollorderseqcolumn sourceid
  schoolcensustableid parttime termlysessionspossible moveonrollflag ethnicity boarder language`)

/** `pupilonroll`, summer. */
export const summerOnRoll =
  columns(`pupilonrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn formerupn
  uniquelearnernumber sex entrydate pupilonrollorderseqcolumn sourceid schoolcensustableid hoursatsetting
  schoollunchtaken parttime topupfunding termlysessionspossible senunitindicator resourcedprovisionindicator
  moveoffrollflag fundedhours missingaddress extendedhours eligibilitycode dafindicator yssa servicechild
  language classtype enrolstatus boarder plaa senprovision ncyearactual eyppr eyppbf expandedhours`)

/** `pupilnolongeronroll`, summer. */
export const summerOffRoll =
  columns(`pupilnolongeronrolltableid NativeId dob surname forename middlenames preferredsurname formersurname upn
  formerupn uniquelearnernumber sex entrydate leavingdate pupilnolongeronrollorderseqcolumn sourceid
  schoolcensustableid parttime termlysessionspossible moveonrollflag boarder language`)
