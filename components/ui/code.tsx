import { CopyButton } from './copy-button'
import { cx } from './cx'
import { type TokenKind, tokenize } from './powershell'

const colours: Record<TokenKind, string> = {
  command: 'text-code-command whitespace-nowrap',
  parameter: 'text-code-parameter whitespace-nowrap',
  string: 'text-code-string',
  variable: 'text-code-variable',
  number: 'text-code-number',
  comment: 'text-code-comment italic',
  operator: 'text-code-parameter',
  text: '',
}

/** PowerShell in colours, within a line of text or a block of its own. */
export function PowerShell({ code }: { code: string }) {
  return tokenize(code).map(({ kind, text }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: tokens have no identity but their place
    <span key={`${index}-${kind}`} className={colours[kind] || undefined}>
      {text}
    </span>
  ))
}

/**
 * A dark block of commands, one a line; long lines wrap with a hanging indent, so that nothing is cut off on a
 * phone or on paper. `language="text"` for zone files and logs.
 */
export function Code({
  code,
  language = 'powershell',
  copy = true,
  label,
  className,
}: {
  /** One command, several, or a whole script. */
  code: string | readonly string[]
  language?: 'powershell' | 'text'
  copy?: boolean
  /** What it is, for the copy button: "the runbook". */
  label?: string
  className?: string
}) {
  const whole = typeof code === 'string' ? code : code.join('\n')
  const lines = typeof code === 'string' ? code.replace(/\r?\n$/, '').split(/\r?\n/) : code
  return (
    <div
      className={cx(
        'group relative rounded-md bg-code text-code-ink print:border print:border-line',
        className,
      )}
    >
      <pre className="overflow-wrap-anywhere px-3.5 py-3 font-mono text-xs leading-[1.55] whitespace-pre-wrap">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines may repeat
          <code key={`${index}-${line}`} className="block min-h-[1.55em] pl-[2ch] -indent-[2ch]">
            {language === 'powershell' ? <PowerShell code={line} /> : line}
          </code>
        ))}
      </pre>
      {copy && (
        <CopyButton
          text={whole}
          label={label}
          className="absolute top-1.5 right-1.5 border border-white/25 bg-code px-2 text-code-ink opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 focus-visible:outline-code-command pointer-coarse:opacity-100"
        />
      )}
    </div>
  )
}
