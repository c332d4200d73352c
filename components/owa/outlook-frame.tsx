import { SquarePen } from 'lucide-react'
import type { ReactNode } from 'react'
import { LinkButton } from '@/components/ui/button'
import { Meter } from '@/components/ui/meter'
import { printShortSize } from '@/lib/exchange'
import { type FolderLine, FolderList } from './folder-list'
import { OutlookBand, WhoIsHere } from './outlook-band'

export interface OutlookFrameProps {
  readonly name: string
  readonly address: string
  readonly folders: readonly FolderLine[]
  /** Null on the compose page. */
  readonly current: string | null
  /** Bytes; null is no limit. */
  readonly use: {
    readonly bytes: number
    readonly warnAt: number | null
    readonly noSendAt: number | null
  }
  readonly signOut: (form: FormData) => void | Promise<void>
  readonly children: ReactNode
}

/** Around every page of a mailbox: band, folders, how full it is, and `<main>`. */
export function OutlookFrame(props: OutlookFrameProps) {
  const { name, address, folders, current, use, signOut, children } = props
  return (
    <div className="flex min-h-dvh flex-col lg:h-dvh">
      <a
        href="#main"
        className="absolute top-1.5 left-2 z-50 -translate-y-20 rounded bg-raised px-3 py-2 text-sm font-medium text-link focus:translate-y-0"
      >
        Skip to the content
      </a>
      <OutlookBand>
        <WhoIsHere name={name} address={address} signOut={signOut} />
      </OutlookBand>
      <div className="flex min-h-0 flex-1 max-lg:flex-col">
        <aside
          aria-label="Mailbox"
          className="flex shrink-0 flex-col border-line bg-panel max-lg:border-b lg:w-[220px] lg:border-r"
        >
          <div className="p-3 pb-1">
            <LinkButton look="primary" href="/owa/compose" className="w-full">
              <SquarePen aria-hidden size={15} />
              New message
            </LinkButton>
          </div>
          <FolderList folders={folders} current={current} />
          <div className="px-4 py-3 text-xs text-soft lg:mt-auto">
            <MailboxUse {...use} />
          </div>
        </aside>
        <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col">
          {children}
        </main>
      </div>
    </div>
  )
}

function MailboxUse({ bytes, warnAt, noSendAt }: OutlookFrameProps['use']) {
  if (noSendAt === null) return <p>{printShortSize(bytes)} used</p>
  return (
    <Meter label="Mailbox use" value={bytes} max={noSendAt} {...(warnAt !== null && { warnAt })}>
      {`${printShortSize(bytes)} of ${printShortSize(noSendAt)}`}
    </Meter>
  )
}
