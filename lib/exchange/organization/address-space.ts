import { ok, type Result, refuse } from '@/lib/shell'
import { parseDomainWithSubdomains } from '../directory/address'
import { quoted } from '../directory/quoted'

const form = /^(?:([a-z0-9]+):)?(.+?)(?:;(\d{1,3}))?$/i

/**
 * An address space of a Send connector, as Exchange writes it: `Type:Space;Cost`. `*` is every domain,
 * `*.contoso.com` that domain and those below it; `*contoso.com` is none. Type is SMTP and cost 1 unless given.
 */
export function parseAddressSpace(text: string): Result<string> {
  const [, type = 'SMTP', given = '', written = '1'] = form.exec(text.trim()) ?? []
  const cost = Number(written)
  const space =
    type.toUpperCase() === 'SMTP' && given.trim() !== '*'
      ? parseDomainWithSubdomains(given)
      : ok(given.trim())
  // X.400 addresses have semicolons of their own: X400:c=US;a=Fabrikam;p=Contoso;1
  const isWhole = type.toUpperCase() === 'X400' || !given.includes(';')
  return given !== '' && isWhole && space.ok && cost >= 1 && cost <= 100
    ? ok(`${type.toUpperCase()}:${space.value};${cost}`)
    : refuse('InvalidArgument', 'InvalidAddressSpace', `The address space ${quoted(text)} isn't valid.`, {
        target: 'AddressSpaces',
        recommendedAction:
          "Write it as type, domain and cost (1 to 100): 'SMTP:*;1' or 'SMTP:*.contoso.com;10'.",
      })
}
