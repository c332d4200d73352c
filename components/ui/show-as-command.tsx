import { Code } from './code'
import { CopyButton } from './copy-button'
import { Menu } from './menu'
import { OpenInShell } from './open-in-shell'

/**
 * "Show as command": the PowerShell that gives what stands on the page, to copy or to open in the shell.
 * `id` must be unique on the page. Opens without scripts; then it is selected and copied by hand.
 */
export function ShowAsCommand({
  id,
  lines,
  what,
  note,
}: {
  id: string
  /** PowerShell, one command a line. */
  lines: readonly string[]
  /** What it stands for, for screen readers where a page has several: "the Send connectors". */
  what?: string
  /** Where the command gives something else than the page. */
  note?: string
}) {
  const words = what ? ` for ${what}` : ''
  return (
    <Menu
      id={id}
      trigger={
        <>
          Show as command<span className="sr-only">{words}</span>
        </>
      }
      triggerClass="act min-h-6 text-sm print:hidden"
      className="w-[620px]"
    >
      <section aria-label={`As a command${words}`} className="flex flex-col gap-3 p-3.5">
        <Code code={lines} copy={false} />
        {note && <p className="text-xs text-soft">{note}</p>}
        <div className="flex flex-wrap items-center gap-2">
          <OpenInShell lines={lines} />
          <CopyButton
            text={lines.join('\n')}
            label={`the command${words}`}
            className="min-h-[34px] px-3.5 text-sm text-link hover:underline"
          />
        </div>
      </section>
    </Menu>
  )
}
