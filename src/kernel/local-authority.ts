/** The numbers that local authorities of England and Wales have or had, as ranges; England's 942 and 943 came in 2023. */
const issued =
  '001-005 201-213 301-320 330-336 340-344 350-359 370-373 380-384 390-394 420 660-681 701-708 800-803 805-808 ' +
  '810-813 815 816 820-823 825 826 830 831 835-841 845 846 850-852 855-857 860 861 865-896 908 909 916 919 921 925 ' +
  '926 928 929 931 933 935-938 940-943'

/** Northmere and its neighbour Eastmarsh: invented, and numbered where no real authority is, so that their UPNs check out. */
const fictional = ' 898 899'

const codes: ReadonlySet<string> = new Set(
  (issued + fictional).split(' ').flatMap(range => {
    const [first = '', last = first] = range.split('-')
    return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) =>
      String(Number(first) + at).padStart(3, '0'),
    )
  }),
)

/** Whether this three-digit number is, or once was, a local authority's (CIN validation rule 1530, with 942 and 943). */
export const isLaCode = (code: string): boolean => codes.has(code)
