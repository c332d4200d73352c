import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ComposeForm } from '@/components/owa/compose-form'
import { OutlookFrame } from '@/components/owa/outlook-frame'
import { firstOf, type PageProps } from '@/lib/server/address'
import { requireCurrentMailbox } from '@/lib/server/mailbox-session'
import { composeView } from '@/lib/server/queries/mailbox-view'
import { emptyStart, parseMode, startOf } from '@/lib/server/reply'
import { primaryAddress } from '@/lib/server/transport/mailbox/send-from-mailbox'
import { changeItemsAction, composeAction, signOutOfMailboxAction } from '../actions'
import { NotMounted } from '../mailbox-notes'

export const metadata: Metadata = { title: 'New message' }

export default async function ComposePage({ searchParams }: PageProps) {
  const user = await requireCurrentMailbox()
  const parameters = await searchParams
  const mode = parseMode(firstOf(parameters.mode))
  const source = firstOf(parameters.item) ?? ''
  const { folders, use, mounted, original, mostBytes } = await composeView(
    user,
    mode === 'new' ? null : source,
  )
  if (mounted && mode !== 'new' && !original) notFound()
  return (
    <OutlookFrame
      {...{ name: user.name, address: primaryAddress(user), folders, current: null, use }}
      signOut={signOutOfMailboxAction}
    >
      {!mounted && <NotMounted />}
      <div className="overflow-y-auto">
        {mounted && (
          <ComposeForm
            key={`${mode} ${source}`}
            action={composeAction}
            change={changeItemsAction}
            address={primaryAddress(user)}
            mostBytes={mostBytes}
            mode={mode}
            source={source}
            start={
              original
                ? startOf(mode, original, user)
                : { ...emptyStart, to: firstOf(parameters.to)?.slice(0, 1000) ?? '' }
            }
          />
        )}
      </div>
    </OutlookFrame>
  )
}
