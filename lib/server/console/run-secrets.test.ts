import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { openShell, type Shell } from '@/lib/shell/language'
import { awkwardText } from '@/lib/shell/testing/awkward-text'
import { testHost } from '@/lib/shell/testing/language-host'
import { RunSecrets, withoutLiterals } from './run-secrets'

describe('what is kept of a run', () => {
  let shell: Shell
  beforeAll(async () => {
    shell = await openShell(testHost())
  })
  const without = (source: string) => withoutLiterals(source, shell.check(source).tokens)

  it.each([
    ["ConvertTo-SecureString 'P@ss-word1' -AsPlainText -Force"],
    ['ConvertTo-SecureString -AsPlainText -Force -String "P@ss-word1"'],
    ['ConvertTo-SecureString P@ss-word1 -AsPlainText'],
    ["'P@ss-word1' | ConvertTo-SecureString -AsPlainText -Force"],
    ["New-Mailbox x -Password (convertto-securestring 'P@ss-word1' -AsPlainText -Force) -Name 'y'"],
    ["ConvertTo-SecureString `\n  'P@ss-word1' -AsPlainText"],
    ["ConvertTo-SecureString 'P@ss-word1"],
  ])('has no password of %s', (source) => {
    expect(without(source)).not.toContain('P@ss-word1')
  })

  it('keeps what is no secret', () => {
    const source =
      "$p = ConvertTo-SecureString 'x' -AsPlainText -Force; New-Mailbox 'Zoe' -Password $p\n'after'"
    expect(without(source)).toBe(
      "$p = ConvertTo-SecureString '********' -AsPlainText -Force; New-Mailbox 'Zoe' -Password $p\n'after'",
    )
  })

  it('has no secret that was seen, however it was quoted', () => {
    fc.assert(
      fc.property(
        awkwardText.filter((text) => text.trim().length >= 4 && !/^\*+$/.test(text)),
        (secret) => {
          const secrets = new RunSecrets()
          secrets.add(secret)
          const covered = secrets.cover(`before ${secret} after '${secret.replaceAll("'", "''")}'`)
          expect(covered.replaceAll('********', '')).not.toContain(secret)
          expect(covered.startsWith('before ********')).toBe(true)
        },
      ),
    )
  })

  it('hides a short secret where it is quoted, and leaves words alone', () => {
    const secrets = new RunSecrets()
    secrets.add('abc')
    expect(secrets.cover("abcd 'abc'")).toBe("abcd '********'")
  })
})
