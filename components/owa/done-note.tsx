import { Banner } from '@/components/ui/alert'

/** What a button did, as the address tells it: an address may say anything, so only known words are told. */
export interface Done {
  readonly what: string
  readonly count: number
  /** What was moved, as far as it can be moved back. */
  readonly moved: readonly string[]
}

const places = ['Inbox', 'Drafts', 'Sent Items', 'Deleted Items', 'Junk E-mail']

const placeOf = (what: string) => places.find((one) => what === `move:${one}`)

function says({ what, count }: Done): string | null {
  const messages = count === 1 ? 'The message is' : `${count.toLocaleString('en-US')} messages are`
  const place = placeOf(what)
  if (place) return `${messages} in ${place} now.`
  if (what === 'remove') return `${messages} gone for good.`
  if (what === 'read' || what === 'unread') return `${messages} marked as ${what}.`
  return null
}

/** Tells what was done, and offers to move back what was moved out of `folder`. */
export function DoneNote({
  done,
  folder,
  look,
  change,
}: {
  done: Done
  folder: string
  /** How the folder is looked at, to come back to it. */
  look: Readonly<Record<string, string>>
  change: (form: FormData) => void | Promise<void>
}) {
  const sentence = says(done)
  if (sentence === null || done.count < 1) return null
  const place = placeOf(done.what)
  const canUndo = done.moved.length > 0 && place !== folder && places.includes(folder)
  return (
    <Banner tone="success" live>
      <form action={change} className="flex flex-wrap items-center gap-x-3">
        {sentence}
        {canUndo && (
          <>
            {Object.entries({ ...look, folder, from: place }).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {done.moved.map((id) => (
              <input key={id} type="hidden" name="item" value={id} />
            ))}
            <button
              type="submit"
              name="op"
              value={`move:${folder}`}
              className="act min-h-6 font-medium underline"
            >
              Undo
            </button>
          </>
        )}
      </form>
    </Banner>
  )
}
