import { type Cmdlet, command, mandatory, ok, piped, type Result, text, type Value } from '@/lib/shell'
import { linkProperties } from '../../directory/recipient-defaults'
import { define } from '../../organization/definition'
import { isListChange } from '../../reference/list-change'
import type { Attributes, More, Site } from '../../store'
import { type ExchangeVersion, shellVersion } from '../../topology/exchange-version'
import { initialOf, type Named, type Rows, settingsOfTable } from '../../transport/setting-table'
import { exchangeCmdlet } from '../exchange-cmdlet'
import { type MailboxUser, requireMailbox } from '../mailbox/require-mailbox'
import { changedMore } from '../recipients/changed-properties'
import { canonicalName, directoryView } from '../recipients/directory-view'
import { nothingModified } from '../set-cmdlet'
import { changeableSettings } from '../set-lists'

/** Settings that each mailbox has for itself, kept with it under Exchange's names. */
export interface MailboxSettings {
  readonly noun: string
  /** Where they are kept among the attributes of the user. */
  readonly area: 'calendar' | 'regional'
  readonly table: readonly Rows[]
  /** What they are before anybody sets them, where that depends on the mailbox. */
  readonly initially?: (user: MailboxUser, version: ExchangeVersion) => More
  /** Refuses what does not go together; `after` is how the settings will be. */
  readonly check?: (after: Named) => Result<void>
  readonly synopses: { readonly get: string; readonly set: string }
}

async function settingsOf(of: MailboxSettings, user: MailboxUser, site: Site): Promise<Named> {
  const version = (await shellVersion(site)) ?? '2010'
  return { ...initialOf(of.table, version), ...of.initially?.(user, version), ...user.attributes[of.area] }
}

/** Get- and Set- of such settings. */
export function mailboxSettings(of: MailboxSettings): readonly Cmdlet<Site>[] {
  const definition = define<Named>(of.noun, of.noun, { columns: [], settings: settingsOfTable(of.table) })
  const get = exchangeCmdlet({
    name: `Get-${of.noun}`,
    synopsis: of.synopses.get,
    reads: true,
    parameters: { Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity }, site) => {
      const user = await requireMailbox(site, Identity)
      if (!user.ok) return user
      const view = await directoryView(site)
      const identity = canonicalName({ kind: 'user', user: user.value }, view.dns)
      const entries = Object.entries(await settingsOf(of, user.value, site)).map(
        async ([name, value]) => [name, await shown(name, value, view.nameOf)] as const,
      )
      const values = Object.fromEntries(await Promise.all(entries))
      return ok({ output: [{ ...values, MailboxOwnerId: identity, Identity: identity }] })
    },
  })
  const set = exchangeCmdlet({
    name: `Set-${of.noun}`,
    synopsis: of.synopses.set,
    parameters: { ...changeableSettings(definition), Identity: piped(mandatory(text, 1)) },
    run: async ({ Identity, ...bound }, site) => {
      const user = await requireMailbox(site, Identity)
      if (!user.ok) return user
      const given = Object.entries(bound).flatMap(([name, value]): [string, Value][] => {
        const kind = definition.settings[name]?.kind
        if (!kind || value === undefined) return []
        return [[name, isListChange(value) ? value : kind.write(value)]]
      })
      return keep(of, user.value, Object.fromEntries(given), site)
    },
  })
  return [get, set]
}

async function shown(name: string, value: unknown, nameOf: (id: string) => Promise<string>) {
  if (!linkProperties.has(name) || !Array.isArray(value)) return value
  return Promise.all(value.map((id) => nameOf(String(id))))
}

async function keep(of: MailboxSettings, user: MailboxUser, given: More, site: Site) {
  const changed = await changedMore(user.attributes[of.area], given, site)
  if (!changed.ok) return changed
  const { more, back } = changed.value
  if (Object.keys(back).length === 0) return ok({ warnings: [nothingModified(user.name)], undo: [] })
  const { [of.area]: _, ...others } = user.attributes
  const attributes: Attributes = { ...others, ...(more ? { [of.area]: more } : {}) }
  const checked = of.check?.(await settingsOf(of, { ...user, attributes }, site)) ?? ok(undefined)
  if (!checked.ok) return checked
  const updated = await site.store.users.update(user.id, { attributes })
  if (!updated.ok) return updated
  return ok({ undo: [command(`Set-${of.noun}`, { Identity: user.logonName, ...back })] })
}
