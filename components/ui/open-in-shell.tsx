import { type ButtonLook, LinkButton } from './button'

const longestLine = 4000
/** Node refuses a request whose head has more than 16 KB. */
const longestAddress = 12_000

/** The address of the shell with these lines typed, not run; null when they are too long for an address. */
export function shellAddress(lines: readonly string[]): string | null {
  const text = lines.join('\n').toWellFormed()
  const line = encodeURIComponent(text)
  return text.length > longestLine || line.length > longestAddress ? null : `/email/shell?line=${line}`
}

/**
 * Takes commands to Email > Shell, where they stand in the line. `newTab` from what would be lost: a wizard.
 * What is too long is to be saved as a script.
 */
export function OpenInShell({
  lines,
  newTab,
  look,
  className,
}: {
  lines: readonly string[]
  newTab?: boolean
  look?: ButtonLook
  className?: string
}) {
  const href = shellAddress(lines)
  return (
    <LinkButton
      href={href ?? ''}
      look={look}
      className={className}
      target={newTab ? '_blank' : undefined}
      disabledReason={href === null && 'This is too long for a line: save it as .ps1 and run the script.'}
    >
      Open in the shell
      {newTab && <span className="sr-only"> in a new tab</span>}
    </LinkButton>
  )
}
