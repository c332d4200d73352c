import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FolderTools } from '@/components/owa/folder-tools'
import { ItemList } from '@/components/owa/item-list'
import { OutlookFrame } from '@/components/owa/outlook-frame'
import { ReadingPane, type ShownMessage } from '@/components/owa/reading-pane'
import { RefreshMail } from '@/components/owa/refresh-mail'
import { cx } from '@/components/ui/cx'
import { address, firstOf, type PageProps, type Parameters } from '@/lib/server/address'
import { requireCurrentMailbox } from '@/lib/server/mailbox-session'
import {
  type MailboxView,
  mailboxView,
  type OpenMessage,
  ownFolders,
} from '@/lib/server/queries/mailbox-view'
import { primaryAddress } from '@/lib/server/transport/mailbox/send-from-mailbox'
import { changeItemsAction, signOutOfMailboxAction } from './actions'
import { MailboxNotes } from './mailbox-notes'

export const metadata: Metadata = { title: { absolute: 'Outlook Web App' } }

/** What an address says of one moment alone. */
const passing = { sent: null, done: null, count: null, moved: null, pictures: null } as const

export default async function MailboxPage({ searchParams }: PageProps) {
  const user = await requireCurrentMailbox()
  const parameters = await searchParams
  const view = await mailboxView(user, parameters)
  const { folder, folders, open, next, use, now, mounted } = view
  if (open === 'missing') notFound()
  const here = (change: Record<string, string | null>) =>
    address('/owa', parameters, { ...passing, ...change })
  return (
    <OutlookFrame
      {...{ name: user.name, address: primaryAddress(user), folders, current: folder, use }}
      signOut={signOutOfMailboxAction}
    >
      {!view.search && <RefreshMail />}
      <MailboxNotes
        {...{ mounted, use, folder, look: lookOf(parameters), parameters }}
        change={changeItemsAction}
      />
      {mounted && (
        <div className="flex min-h-0 flex-1">
          <section
            aria-label={folder}
            className={cx(
              'min-w-0 overflow-y-auto border-line lg:w-[380px] lg:border-r',
              open ? 'max-lg:hidden' : 'flex-1 lg:flex-none',
            )}
          >
            {!open && <h1 className="sr-only">{folder}</h1>}
            <FolderTools
              {...{ folder, search: view.search, textsOf: view.textsOf, empty: changeItemsAction }}
              total={folders.find((one) => one.folder === folder)?.total ?? 0}
              sorts={sortsOf(view, here)}
              keep={{ folder, ...lookOf({ ...parameters, search: undefined }) }}
            />
            <ItemList
              {...{ folder, now, items: linesOf(view, here), open: open ? String(open.item.id) : null }}
              look={lookOf(parameters)}
              textsOf={view.textsOf}
              nextHref={next && here({ after: next, item: null })}
              change={changeItemsAction}
            />
          </section>
          <div className={cx('min-w-0 flex-1 overflow-y-auto', !open && 'max-lg:hidden')}>
            {open ? (
              <ReadingPane
                message={shown(open)}
                remote={firstOf(parameters.pictures) === '1'}
                back={here({ item: null })}
                pictures={here({ pictures: '1' })}
                look={lookOf(parameters)}
                change={changeItemsAction}
              />
            ) : (
              <p className="p-10 text-center text-sm text-faint">Choose a message to read it.</p>
            )}
          </div>
        </div>
      )}
    </OutlookFrame>
  )
}

type Here = (change: Record<string, string | null>) => string

/** How a folder is looked at, as its address has it. */
function lookOf(parameters: Parameters): Readonly<Record<string, string>> {
  const names = ['search', 'sort', 'ascending']
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = firstOf(parameters[name])?.slice(0, 200)
      return value ? [[name, value]] : []
    }),
  )
}

function sortsOf({ folder, sort, ascending }: MailboxView, here: Here) {
  const who = ownFolders.includes(folder) ? 'To' : 'From'
  const isWho = sort === 'from' || sort === 'to'
  return [
    ['date', 'Date'],
    ['who', who],
    ['subject', 'Subject'],
    ['size', 'Size'],
  ].map(([word = '', title = '']) => {
    const isChosen = word === (isWho ? 'who' : sort)
    // Names begin with A, the rest with the newest or largest; the second time it is the other way round.
    const up = isChosen ? !ascending : word === 'who' || word === 'subject'
    const look = { sort: word === 'date' ? null : word, ascending: up ? '1' : null }
    return {
      title,
      href: here({ ...look, after: null, item: null }),
      chosen: isChosen ? (ascending ? ('ascending' as const) : ('descending' as const)) : null,
    }
  })
}

function linesOf({ items, folder }: MailboxView, here: Here) {
  return items.map(({ id, fromText, toText, subject, read, at, submitted }) => ({
    id: String(id),
    href: here({ folder, item: String(id) }),
    who: namesOf(ownFolders.includes(folder) ? toText : fromText),
    ...{ subject, read, at, waiting: submitted },
  }))
}

/** Without the addresses of those whose names are known: `Frank Miller <frankm@contoso.com>`. */
function namesOf(people: string): string {
  return people.replace(/(?<=\S) <[^<>]*>/g, '')
}

function shown({ item, message }: OpenMessage): ShownMessage {
  const { from, to, cc, bcc, text, html, attachments } = message
  return {
    id: String(item.id),
    folder: item.folder,
    subject: message.subject || item.subject,
    at: message.date ?? item.at,
    ...{ from, to, cc, bcc, text, html },
    attachments: attachments.map(({ filename, content }) => ({ filename, bytes: content.length })),
  }
}
