import { isOn, textOf } from '../text'
import type { Answers } from '../wizard'
import { listOf } from './list-field'
import { mechanisms, permissionGroups } from './receive-rights'
import { isFixed, usualOf } from './receive-usage'

/** What the pages ask, as parameters of Set-ReceiveConnector. */
export function settings(answers: Answers) {
  return {
    Bindings: listOf(answers, 'bindings'),
    RemoteIPRanges: listOf(answers, 'ranges'),
    Fqdn: textOf(answers, 'fqdn').trim() || undefined,
    Enabled: isOn(answers, 'enabled'),
    PermissionGroups: chosenOf(permissionGroups, answers),
    AuthMechanism: chosenOf(mechanisms, answers),
    ProtocolLoggingLevel: isOn(answers, 'verbose') ? 'Verbose' : 'None',
  }
}

/** What the usage of a new connector sets by itself is not said again. */
export function withoutUsual(answers: Answers) {
  const usual = usualOf(answers)
  const all = settings(answers)
  return {
    ...all,
    Bindings: isFixed('bindings', answers) ? undefined : all.Bindings,
    RemoteIPRanges: isFixed('remoteIPRanges', answers) ? undefined : all.RemoteIPRanges,
    PermissionGroups: isSame(all.PermissionGroups, usual.permissionGroups) ? undefined : all.PermissionGroups,
    AuthMechanism: isSame(all.AuthMechanism, usual.authMechanism) ? undefined : all.AuthMechanism,
  }
}

/** The names of those that are ticked; None where none is. */
export function chosenOf(
  rows: readonly (readonly [string, ...string[]])[],
  answers: Answers,
): readonly string[] {
  const chosen = rows.map(([name]) => name).filter((name) => isOn(answers, name))
  return chosen.length > 0 ? chosen : ['None']
}

/** None is no group at all. */
export function isSame(one: readonly string[], other: readonly string[]): boolean {
  const text = (names: readonly string[]) =>
    names
      .filter((name) => name !== 'None')
      .toSorted()
      .join()
  return text(one) === text(other)
}
