import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import type { NonDeliveryCode } from '@/lib/exchange'

/** Whether the site's own servers come to it, or only another organization's. */
const hereWords = ({ plays: [{ scenario }] }: NonDeliveryCode['here']) =>
  scenario.startsWith('answered')
    ? ({ state: 'neutral', words: 'A neighbor says it' } as const)
    : ({ state: 'ok', words: 'Happens here' } as const)

export const codeColumns: readonly Column<NonDeliveryCode>[] = [
  { id: 'code', title: 'Code', cell: ({ code }) => code, primary: true, width: '90px' },
  { id: 'title', title: 'What it is', cell: ({ title }) => title, width: '26%' },
  { id: 'cause', title: 'Usual cause', cell: ({ cause }) => cause, wideOnly: true },
  {
    id: 'here',
    title: 'On this site',
    width: '150px',
    cell: ({ here }) => {
      const { state, words } = hereWords(here)
      return <StateDot state={state}>{words}</StateDot>
    },
  },
]

/** The codes whose number, words or Exchange texts hold every word that is searched for. */
export function searchCodes(
  codes: readonly NonDeliveryCode[],
  search: string | undefined,
): readonly NonDeliveryCode[] {
  const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  return codes.filter(({ code, title, meaning, cause }) => {
    const text = `${code} ${title} ${meaning} ${cause}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
