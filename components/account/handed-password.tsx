import { Alert } from '@/components/ui/alert'
import { CopyButton } from '@/components/ui/copy-button'

/** A one-time password that was just made; the only time that it can be seen. */
export interface HandedPassword {
  readonly email: string
  readonly password: string
}

export function HandedPasswordAlert({ handed: { email, password } }: { handed: HandedPassword }) {
  return (
    <Alert tone="success" title={`One-time password for ${email}`} live>
      <p className="my-2 flex flex-wrap items-center gap-2">
        <code className="rounded border border-line bg-raised px-2 py-1 font-mono text-[14px] text-ink select-all">
          {password}
        </code>
        <CopyButton text={password} label="the one-time password" />
      </p>
      <p>
        It is shown now and never again. Hand it over so that nobody else sees it: in person or on the
        telephone. It works once, to choose a password.
      </p>
    </Alert>
  )
}
