'use client'

import { type ReactNode, useId, useState } from 'react'
import { Alert } from './alert'
import { Button, type ButtonProps, LinkButton } from './button'
import { Dialog } from './dialog'
import { ShowAsCommand } from './show-as-command'

type FormAction = (form: FormData) => unknown

/**
 * A button for what destroys. It asks first: says what will be destroyed and offers the gentler way.
 * `<ConfirmDialog trigger="Remove the user account" title="Remove Frank Miller?" destroys={['The user account
 * FrankM', 'The mailbox, 1.82 GB']} keeps={['…']} gentler={{ label: 'Deactivate instead', action }} …/>`
 */
export function ConfirmDialog({
  trigger,
  triggerProps,
  title,
  children,
  destroys,
  keeps,
  gentler,
  lines = [],
  confirm,
  action,
  hidden = {},
}: {
  /** The words of the button that opens it. */
  trigger: ReactNode
  triggerProps?: ButtonProps
  title: string
  children?: ReactNode
  /** What is gone afterwards, one thing a line. */
  destroys: readonly string[]
  /** What stays. */
  keeps?: readonly string[]
  /** The way that destroys less: a page, or an action that takes the same hidden fields. */
  gentler?: { label: string; href: string } | { label: string; action: FormAction }
  /** The PowerShell that does the same; absent where none does. */
  lines?: readonly string[] | undefined
  /** The words of the button that does it: "Remove the account". */
  confirm: string
  /** A server action; gets the hidden fields. The dialog closes when it has answered. */
  action: FormAction
  hidden?: Readonly<Record<string, string>>
}) {
  const [open, setOpen] = useState(false)
  const [running, setRunning] = useState<'this' | 'gentler' | null>(null)
  const form = useId()
  const close = () => setOpen(false)
  const submit = (which: 'this' | 'gentler', run: FormAction) => async (data: FormData) => {
    setRunning(which)
    await run(data)
    setRunning(null)
    close()
  }
  return (
    <>
      <Button {...triggerProps} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {trigger}
      </Button>
      {open && (
        <Dialog title={title} onClose={close} size="medium">
          <form id={form} action={submit('this', action)} className="flex flex-col gap-3">
            {Object.entries(hidden).map(([name, value]) => (
              <input key={name} type="hidden" name={name} value={value} />
            ))}
            {children}
            <Alert tone="warning" title="This will be gone:">
              <List items={destroys} />
            </Alert>
            {keeps && keeps.length > 0 && (
              <div>
                <p className="font-medium">This stays:</p>
                <List items={keeps} />
              </div>
            )}
            {lines.length > 0 && (
              <div>
                <ShowAsCommand id={`${form}-command`} lines={lines} />
              </div>
            )}
            <div className="flex flex-wrap justify-end gap-2 pt-2">
              <Button type="submit" look="danger" disabled={running !== null} busy={running === 'this'}>
                {confirm}
              </Button>
              {gentler &&
                ('href' in gentler ? (
                  <LinkButton href={gentler.href}>{gentler.label}</LinkButton>
                ) : (
                  <Button
                    type="submit"
                    disabled={running !== null}
                    busy={running === 'gentler'}
                    formAction={submit('gentler', gentler.action)}
                  >
                    {gentler.label}
                  </Button>
                ))}
              <Button look="quiet" data-focus onClick={close}>
                Cancel
              </Button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}

function List({ items }: { items: readonly string[] }) {
  return (
    <ul className="list-disc pl-4">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
