import { isList, type Value } from '@/lib/shell'

/** What -IncludedRecipients means, as Exchange writes it into RecipientFilter. */
const included: Readonly<Record<string, string>> = {
  MailboxUsers: "(RecipientType -eq 'UserMailbox')",
  Resources: "((RecipientType -eq 'UserMailbox') -and (ResourceType -ne $null))",
  MailContacts: "(RecipientType -eq 'MailContact')",
  MailUsers: "(RecipientType -eq 'MailUser')",
  MailGroups:
    "((RecipientType -eq 'MailUniversalDistributionGroup') -or (RecipientType -eq 'MailUniversalSecurityGroup') -or (RecipientType -eq 'MailNonUniversalGroup') -or (RecipientType -eq 'DynamicDistributionGroup'))",
  AllRecipients: '(Alias -ne $null)',
}

/** Whether a parameter is one of those that Exchange makes a filter of: ConditionalDepartment. */
export function isCondition(name: string): boolean {
  return name.startsWith('Conditional')
}

/**
 * The OPATH filter that -IncludedRecipients and the -Conditional… parameters stand for: any of the kinds, and for
 * each condition any of its values. Null where nothing was given.
 */
export function precannedFilter(
  kinds: readonly string[],
  conditions: Readonly<Record<string, Value>>,
): string | null {
  const parts = [
    any(
      kinds.flatMap((kind) => (kind === 'None' ? [] : [included[kind] ?? `(RecipientType -eq '${kind}')`])),
    ),
    ...Object.entries(conditions)
      .filter(([name, value]) => isCondition(name) && value !== null)
      .map(([name, value]) => any(comparisons(name.slice('Conditional'.length), value))),
  ].filter((part) => part !== '')
  return parts.length === 0 ? null : parts.length === 1 ? (parts[0] ?? null) : `(${parts.join(' -and ')})`
}

function comparisons(property: string, value: Value): readonly string[] {
  return (isList(value) ? value : [value]).map(
    (one) => `(${property} -eq '${String(one).replaceAll("'", "''")}')`,
  )
}

function any(parts: readonly string[]): string {
  return parts.length > 1 ? `(${parts.join(' -or ')})` : (parts[0] ?? '')
}
