import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ItemList } from '@/components/owa/item-list'
import { OutlookFrame } from '@/components/owa/outlook-frame'
import { ReadingPane, type ShownMessage } from '@/components/owa/reading-pane'
import { Banner } from '@/components/ui/alert'
import { cx } from '@/components/ui/cx'
import { address, firstOf, type PageProps } from '@/lib/server/address'
import { requireCurrentMailbox } from '@/lib/server/mailbox-session'
import { type MailboxView, mailboxView, type OpenMessage } from '@/lib/server/queries/mailbox-view'
import { primaryAddress } from '@/lib/server/transport/mailbox/send-from-mailbox'
import { changeItemsAction, signOutOfMailboxAction } from './actions'

export const metadata: Metadata = { title: { absolute: 'Outlook Web App' } }

/** Folders in which everything is from oneself. */
const ownFolders = ['Drafts', 'Sent Items', 'Outbox']

export default async function MailboxPage({ searchParams }: PageProps) {
  const user = await requireCurrentMailbox()
  const parameters = await searchParams
  const view = await mailboxView(user, parameters)
  const { folder, folders, open, next, use, now, mounted } = view
  if (open === 'missing') notFound()
  return (
    <OutlookFrame
      {...{ name: user.name, address: primaryAddress(user), folders, current: folder, use }}
      signOut={signOutOfMailboxAction}
    >
      <Notes sent={firstOf(parameters.sent) === '1'} mounted={mounted} use={use} />
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
            <ItemList
              {...{ folder, now, items: linesOf(view), open: open ? String(open.item.id) : null }}
              nextHref={next && address('/owa', parameters, { after: next, item: null, sent: null })}
              change={changeItemsAction}
            />
          </section>
          <div className={cx('min-w-0 flex-1 overflow-y-auto', !open && 'max-lg:hidden')}>
            {open ? (
              <ReadingPane
                message={shown(open)}
                remote={firstOf(parameters.pictures) === '1'}
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

function Notes({ sent, mounted, use }: Pick<MailboxView, 'mounted' | 'use'> & { sent: boolean }) {
  const isFull = use.noSendAt !== null && use.bytes >= use.noSendAt
  return (
    <>
      {!mounted && (
        <Banner tone="error" title="Your mailbox is not available now">
          Its database is dismounted. Ask an administrator of the site to mount it.
        </Banner>
      )}
      {sent && (
        <Banner tone="success" live>
          Your message is on its way.
        </Banner>
      )}
      {mounted && isFull && (
        <Banner tone="warning" title="Your mailbox is full: you cannot send">
          Delete what you do not need, then empty Deleted Items, or ask an administrator for a larger quota.
        </Banner>
      )}
    </>
  )
}

function linesOf({ items, folder }: MailboxView) {
  return items.map(({ id, fromText, toText, subject, read, at, submitted }) => ({
    id: String(id),
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
