import { type HeadingRule, or, rule } from './heading-rule.ts'
import { resultHeadings } from './result-headings.ts'

const childWords =
  '(?:child|childs|pupil|pupils|student|young person|young persons|yp|member|cyp|client|person|name of)'
const dates = ['date'] as const

/** Headings as councils' lists have them, folded to small letters and single spaces (formats.md 7.1). */
export const headingRules: readonly HeadingRule[] = [
  rule(
    'child.own-id',
    or(
      `(?:${childWords} )?(?:unique )?(?:ref|refs|reference|ref no|reference no|reference number|id|id no|uid|urn no|case no|case ref|case id|case number|reg no|registration no|registration number|member no|member number|membership no|membership number|record no|person id|system id|number|no|file no|${childWords} (?:id|no|ref|number)|child unique id|unique id)`,
    ),
    /\b(ref|id|number|no)\b/,
  ),
  rule(
    'child.surname-first',
    or(
      `${childWords}? ?(?:name )?(?:surname|last name|family name)(?: and)? (?:forename|first name|forenames|given name)s?`,
    ),
    /surname.*(fore|first)/,
    ['surname-first'],
  ),
  rule(
    'child.full-name',
    or(`name|names|full name|fullname|${childWords}|${childWords} ?(?:full )?names?|name of ${childWords}`),
    /\bname\b/,
    ['full-name', 'surname-first'],
  ),
  rule(
    'child.forename',
    or(
      `(?:${childWords} )?(?:forename|forenames|first name|firstname|given name|given names|christian name|fname|first)s?`,
    ),
    /\b(forename|first name)/,
    ['name', 'full-name'],
  ),
  rule('child.middle', or(`(?:${childWords} )?(?:middle|middle name|middle names|other names)`)),
  rule(
    'child.surname',
    or(`(?:${childWords} )?(?:surname|last name|lastname|family name|sname|second name|last)s?`),
    /\b(surname|last name|family name)\b/,
    ['name', 'full-name'],
  ),
  rule(
    'child.known-as',
    or('known as|preferred name|preferred forename|aka|nickname|also known as|likes to be called'),
  ),
  rule('child.former-surname', or('former surname|previous surname|previous name|maiden name|former name')),
  rule(
    'child.birth-date',
    or(
      `(?:${childWords} )?(?:d o b|dob|date of birth|birth date|birthdate|birthday|born|d of b|date birth)(?: (?:dd mm yyyy|edd|or edd))?`,
    ),
    /\b(dob|birth|born)\b/,
    dates,
  ),
  rule('child.sex', or(`(?:${childWords} )?(?:sex|gender|m f|f m|male female|boy girl|m or f)`), /\b(sex|gender)\b/, [
    'sex',
  ]),
  rule('child.upn', or('upn|upn if known|unique pupil number|upn no|pupil number|upn number'), /\bupn\b/, ['upn']),
  rule('child.uln', or('uln|unique learner number|learner number'), /\buln\b/),
  rule('child.nhs-number', or('nhs|nhs no|nhs number|nhs num'), /\bnhs\b/, ['nhs']),
  rule(
    'child.school',
    or(
      'school|sch|school name|sch nursery|school nursery|nursery|setting|school or nursery|school setting|education setting|school college|current school|school attended|attending school',
    ),
    /\b(school|nursery|sch)\b/,
  ),
  rule('child.ethnicity', or('ethnicity|ethnic origin|ethnic group|ethnic background|ethnicity code'), /ethnic/),
  rule('child.language', or('language|home language|first language|languages? spoken'), /language/),
  rule('family.key', or('family (?:id|ref|no|number|reference|code|key)|household (?:id|ref|no|number)|family group')),
  rule(
    'address.full',
    or('(?:home |current |full )?address(?: and| with)?(?: post ?code)?|address details|where they live'),
    /\baddress\b/,
    ['address'],
  ),
  rule('address.house', or('house|house no|house number|house name|house name or number|paon|property name or number')),
  rule('address.street', or('street|road|address line 1|address 1|addr1|street name')),
  rule('address.locality', or('locality|area|address line 2|address 2|village')),
  rule('address.town', or('town|city|post town|address line 3|address 3')),
  rule('address.postcode', or('(?:home )?(?:post code|postcode|postal code|p code|pcode|pc)'), /post ?code/, [
    'postcode',
  ]),
  rule('address.uprn', or('uprn|property reference|unique property reference number'), undefined, ['uprn']),
  rule(
    'parent.contact',
    or(
      '(?:parent|parents|carer|carers|parent carer|mother|mum|guardian|contact|emergency contact) ?(?:and |s )?(?:tel|phone|contact|contact details|details|number|name and (?:tel|phone|number)|tel no)',
    ),
    /parent.*(tel|phone|contact)|contact details/,
    ['contact', 'full-name'],
  ),
  rule(
    'parent.name',
    or(
      'parent|parents|parent name|parents name|parent carer|parent or carer|parent guardian|carer name|parent carer name|name of parent|name of parent or carer|emergency contact|emergency contact name|next of kin|nok|mother|mothers name|mum|main carer',
    ),
    /\b(parent|guardian|next of kin|emergency contact|mother|mum)\b/,
    ['full-name', 'contact'],
  ),
  rule(
    'parent.relation',
    or('relationship|relation|relationship to child|relation to child|relationship to (?:yp|young person)'),
  ),
  rule(
    'parent.phone',
    or(
      '(?:parent|parents|parent carer|carer|mother|mum|emergency|emergency contact|next of kin|nok) (?:tel|tel no|telephone|phone|mobile|mob|contact no|contact number|number|phone no|phone number|telephone number|contact tel)',
    ),
    /(parent|carer|emergency|mother|mum).*(tel|phone|mob)/,
    ['phone'],
  ),
  rule(
    'parent.email',
    or('(?:parent|parents|parent carer|carer|mother|mum) (?:email|e mail|email address)'),
    /parent.*e ?mail/,
    ['email'],
  ),
  rule(
    'contact.phone',
    or(
      'tel|tel no|tel nos|telephone|telephone no|telephone number|phone|phone no|phone number|mobile|mobile no|mobile number|mob|contact no|contact number|contact tel|landline',
    ),
    /\b(tel|phone|mobile|mob)\b/,
    ['phone'],
  ),
  rule('contact.email', or('email|e mail|email address|e mail address'), /e ?mail/, ['email']),
  rule(
    'early-help.started',
    or(
      'date opened|opened|start date|date started|started|start|open date|date open|date allocated|allocated|referral date|date of referral|eh start|eha date|caf date',
    ),
    /\b(opened|start|started|allocated)\b/,
    dates,
  ),
  rule(
    'early-help.ended',
    or('date closed|closed|closed date|close date|closure date|end date|date ended|ended|end|eh end|date of closure'),
    /\b(closed|closure|ended|end date)\b/,
  ),
  rule(
    'early-help.lead',
    or(
      'lead|lead prof|lead professional|lead practitioner|lead worker|worker|key worker|keyworker|allocated to|allocated worker|lp|family worker|practitioner|case holder|caseholder',
    ),
    /\b(lead|worker|practitioner)\b/,
  ),
  rule(
    'early-help.organisation',
    or('organisation|agency|lead agency|lead organisation|service|team|locality team'),
    /\b(agency|organisation)\b/,
  ),
  rule('early-help.status', or('status|case status|open closed|current status|stage|level|tier')),
  rule(
    'early-help.reasons',
    or(
      'presenting needs?|presenting need s|needs?|needs identified|reasons?|reason for referral|reasons for referral|presenting issues?|issues?|concerns?|main need|presenting problem',
    ),
    /\b(need|needs|reason|reasons|issue|issues|concern|concerns)\b/,
  ),
  rule(
    'early-help.notes',
    or(
      'notes?|comments?|siblings?|brothers and sisters|other children|update|updates|progress|actions?|outcomes?|next steps?|further information|other info|summary',
    ),
    /\b(notes?|comments?|siblings?|update|outcome)\b/,
  ),
  rule(
    'young-carer.since',
    or(
      'started|start date|start|date started|since|date registered|registered|registration date|date joined|joined|carer since|caring since|identified|date identified|referral date',
    ),
    /\b(started|since|registered|joined|identified)\b/,
    dates,
  ),
  rule('young-carer.status', or('status|current status|open closed|active')),
  rule(
    'young-carer.cares-for',
    or(
      'cares for|caring for|who they care for|person cared for|cared for person|who do they care for|looks after|care for',
    ),
    /\bcar(es|ing|ed) for\b/,
  ),
  rule('young-carer.group', or('group|session|sessions|club|group attended|attends'), /\bgroup\b/),
  rule(
    'young-carer.worker',
    or('worker|support worker|key worker|keyworker|lead|allocated worker|allocated to|yc worker|young carers worker'),
    /\bworker\b/,
  ),
  rule(
    'young-carer.agreed',
    or(
      'school may know|school knows|school aware|school informed|consent to share|agreed to share|can we tell school|ok to tell school|share with school|consent',
    ),
    /\b(school.*(know|aware|informed)|consent|agreed)\b/,
    ['flag'],
  ),
  rule(
    'young-carer.notes',
    or(
      'notes?|comments?|because of|reason|condition|illness|disability|hours|hours a week|hours per week|service|review|review due|review date|next review|level of care|tasks?|assessment|caring role|impact',
    ),
    /\b(notes?|comments?|hours|review|reason|because|condition)\b/,
  ),
  rule(
    'centre.name',
    or('centre|childrens centre|centre name|family hub|hub|site|venue|registered at'),
    /\b(centre|hub)\b/,
  ),
  rule(
    'centre.registered',
    or(
      'reg date|registration date|registered|registered on|date registered|date of registration|date joined|joined|start date',
    ),
    /\b(reg|registered|registration)\b/,
    dates,
  ),
  rule('centre.allergies', or('allergies|allergy|allergens|dietary|medical|medical needs|allergies or medical')),
  rule(
    'centre.notes',
    or('notes?|comments?|other info|other information|remarks?|additional information'),
    /\b(notes?|comments?|remarks?)\b/,
  ),
  rule('youth.club', or('club|youth club|group|project|venue|centre|session'), /\b(club|project|group)\b/),
  rule(
    'youth.since',
    or('joined|date joined|join date|member since|since|start date|started|registered|date registered|joined on'),
    /\b(joined|since|start|registered)\b/,
    dates,
  ),
  rule(
    'youth.until',
    or('left|date left|leaving date|end date|until|membership ended|expires|expiry'),
    /\b(left|leaving|ended|expir)/,
    dates,
  ),
  rule('youth.notes', or('notes?|comments?|remarks?|medical|other info'), /\b(notes?|comments?|remarks?)\b/),
  ...resultHeadings,
  rule(
    'property.uprn',
    or('uprn|property reference|unique property reference number|property ref|property id'),
    /\buprn\b/,
    ['uprn'],
  ),
  rule('property.sort', or('note type|type of note|type|alert type|flag type|category|warning type|kind'), /\btype\b/, [
    'sort',
  ]),
  rule(
    'property.what-to-do',
    or('property note|note|notes|alert|warning|what to do|comment|comments|text|details|marker'),
    /\b(note|alert|warning|marker)\b/,
  ),
  rule('property.why', or('why|reason|because|background')),
  rule(
    'property.noted',
    or('noted on|date noted|date of note|added|date added|recorded|date recorded|entered'),
    /\b(noted|added|recorded)\b/,
    dates,
  ),
  rule(
    'property.check-by',
    or('check again by|check by|review|review date|review by|expires|expiry|valid until|next check'),
    /\b(check|review|expir)/,
    dates,
  ),
  rule(
    'nothing',
    or(
      'age|age now|age years|current age|age of child years|years|row|row no|s n|sn|line|print|printed|last updated|updated by',
    ),
    /^age\b/,
  ),
]

/** Columns of a list of properties about the people in it, whom the note does not need. */
export const notOfProperties =
  /\b(tenant|tenancy|occupier|household|rent|landlord|name|address|post ?code|tel|phone|bedrooms?|ward|start|date)\b/
