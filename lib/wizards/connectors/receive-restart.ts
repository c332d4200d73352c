import { runningGroups } from '@/lib/exchange'
import { textOf } from '../text'
import type { Answers } from '../wizard'
import type { ReceiveConnectorFacts } from './connector-facts'
import { permissionGroups } from './receive-rights'
import { chosenOf, isSame } from './receive-settings'

/** The server that the connector is on, or that was chosen for a new one. */
export function serverOf({ connector, servers }: ReceiveConnectorFacts, answers: Answers) {
  const named = (name: string) => servers.find((one) => one.name === name)
  return connector ? named(connector.server) : (named(textOf(answers, 'server')) ?? servers[0])
}

/** Whether permission groups that are changed wait for the transport service, as they do on 2010. */
export function waitsForRestart(facts: ReceiveConnectorFacts, answers: Answers): boolean {
  return facts.connector !== null && serverOf(facts, answers)?.modern === false
}

/** Compared with what the service goes by: a change may wait already, and going back needs no restart. */
export function groupsChange({ connector }: ReceiveConnectorFacts, answers: Answers): boolean {
  if (!connector) return false
  return !isSame(chosenOf(permissionGroups, answers), runningGroups(connector))
}
