import { Paperclip } from 'lucide-react'
import type { ReactNode } from 'react'
import { Alert } from '@/components/ui/alert'
import { Button, LinkButton } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { printShortSize } from '@/lib/exchange'
import { asksForPictures, longestHtml, MessageFrame } from './message-frame'

interface ShownPerson {
  readonly name: string
  readonly address: string
}

export interface ShownMessage {
  readonly id: string
  readonly folder: string
  readonly subject: string
  readonly from: readonly ShownPerson[]
  readonly to: readonly ShownPerson[]
  readonly cc: readonly ShownPerson[]
  readonly bcc: readonly ShownPerson[]
  readonly at: Date
  readonly text: string
  readonly html: string | null
  readonly attachments: readonly { readonly filename: string; readonly bytes: number }[]
}

export interface ReadingPaneProps {
  readonly message: ShownMessage
  /** Whether pictures of the Internet are shown. */
  readonly remote: boolean
  /** The folder, as it was looked at. */
  readonly back: string
  /** This message with the pictures of the Internet. */
  readonly pictures: string
  readonly look: Readonly<Record<string, string>>
  readonly change: (form: FormData) => void | Promise<void>
}

/** A message that is open: what can be done with it, who it is from and for, its files, and its text. */
export function ReadingPane({ message, remote, back, pictures, look, change }: ReadingPaneProps) {
  const { id, folder, subject, at, attachments } = message
  return (
    <article aria-labelledby="subject" className="flex min-h-full flex-col gap-3 p-5 max-sm:p-4">
      <a className="act text-sm lg:hidden" href={back}>
        Back to {folder}
      </a>
      <Commands {...{ id, folder, look, change }} />
      <h1 id="subject" className="text-xl font-semibold">
        {subject || '(no subject)'}
      </h1>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
        <People title="From" people={message.from} />
        <People title="To" people={message.to} />
        <People title="Cc" people={message.cc} />
        <People title="Bcc" people={message.bcc} />
        <Row title={folder === 'Drafts' ? 'Saved' : 'Date'}>
          <Time at={at} absolute />
        </Row>
      </dl>
      {attachments.length > 0 && <Attachments id={id} attachments={attachments} />}
      <Body message={message} remote={remote} pictures={pictures} />
    </article>
  )
}

function Commands({
  id,
  folder,
  look,
  change,
}: Pick<ShownMessage, 'id' | 'folder'> & Pick<ReadingPaneProps, 'look' | 'change'>) {
  const compose = (mode: string) => `/owa/compose?mode=${mode}&item=${id}`
  return (
    <form action={change} className="flex flex-wrap gap-2">
      <input type="hidden" name="folder" value={folder} />
      <input type="hidden" name="item" value={id} />
      {Object.entries(look).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {folder === 'Drafts' ? (
        <LinkButton look="primary" href={compose('draft')}>
          Continue
        </LinkButton>
      ) : (
        <>
          <LinkButton look="primary" href={compose('reply')}>
            Reply
          </LinkButton>
          <LinkButton href={compose('reply-all')}>Reply all</LinkButton>
          <LinkButton href={compose('forward')}>Forward</LinkButton>
        </>
      )}
      <Button type="submit" name="op" value="delete">
        {folder === 'Deleted Items' ? 'Delete for good' : 'Delete'}
      </Button>
      <Button type="submit" name="op" value="unread">
        Mark as unread
      </Button>
      {folder === 'Inbox' && (
        <Button type="submit" name="op" value="move:Junk E-mail">
          Junk
        </Button>
      )}
      {(folder === 'Junk E-mail' || folder === 'Deleted Items') && (
        <Button type="submit" name="op" value="move:Inbox">
          Move to Inbox
        </Button>
      )}
    </form>
  )
}

function Row({ title, children }: { title: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{title}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  )
}

/** As many as anybody reads. */
const mostShown = 100

function People({ title, people }: { title: string; people: readonly ShownPerson[] }) {
  if (people.length === 0) return null
  const text = people
    .slice(0, mostShown)
    .map(({ name, address }) => (name && name !== address ? `${name} <${address}>` : address))
    .join('; ')
  const more = people.length - mostShown
  return (
    <Row title={title}>
      {text}
      {more > 0 && ` and ${more} more`}
    </Row>
  )
}

function Attachments({ id, attachments }: Pick<ShownMessage, 'id' | 'attachments'>) {
  return (
    <ul aria-label="Attachments" className="flex flex-wrap gap-2">
      {attachments.map(({ filename, bytes }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an attachment is its place in the message
        <li key={at}>
          <a
            href={`/owa/item/${id}/attachment/${at}`}
            download
            className="flex items-center gap-2 rounded border border-line bg-panel px-2.5 py-1.5 text-sm text-ink no-underline hover:bg-tint"
          >
            <Paperclip aria-hidden size={14} className="text-soft" />
            {filename}
            <span className="text-xs text-faint">{printShortSize(bytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Body({ message, remote, pictures }: Pick<ReadingPaneProps, 'message' | 'remote' | 'pictures'>) {
  const { html, text } = message
  if (html === null || html.length > longestHtml)
    return <div className="text-[14px] leading-relaxed whitespace-pre-wrap">{text}</div>
  return (
    <>
      {!remote && asksForPictures(html) && (
        <Alert tone="info" actions={<LinkButton href={pictures}>Show the pictures</LinkButton>}>
          Pictures from the Internet are not shown: fetching them would tell the sender that you read this.
        </Alert>
      )}
      <MessageFrame html={html} remote={remote} />
    </>
  )
}
