import { StateDot } from '@/components/ui/state'
import type { Column } from '@/components/ui/table'
import type { NonDeliveryCode } from '@/lib/exchange'

const hereWords = {
  scenario: { state: 'ok', words: 'Can be produced' },
  commands: { state: 'warning', words: 'After a change' },
  never: { state: 'neutral', words: 'Does not happen' },
} as const

export const codeColumns: readonly Column<NonDeliveryCode>[] = [
  { id: 'code', title: 'Code', cell: ({ code }) => code, primary: true, width: '90px' },
  { id: 'title', title: 'What it is', cell: ({ title }) => title, width: '26%' },
  { id: 'cause', title: 'Usual cause', cell: ({ cause }) => cause, wideOnly: true },
  {
    id: 'here',
    title: 'On this site',
    width: '150px',
    cell: ({ here }) => <StateDot state={hereWords[here.kind].state}>{hereWords[here.kind].words}</StateDot>,
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
