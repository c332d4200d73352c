import type { Step } from '@/lib/runbooks/runbook'
import { command, pipe, present } from '@/lib/shell'
import { textOf } from '../text'
import type { Answers } from '../wizard'
import { same, versionOf } from './chosen-server'
import type { DirectoryFact, IntegrateFacts } from './facts'

const directories: readonly {
  kind: DirectoryFact['kind']
  title: string
  path: string
  more?: Record<string, boolean | typeof present>
}[] = [
  { kind: 'Owa', title: 'Outlook on the web', path: '/owa' },
  { kind: 'Ecp', title: 'the Exchange Control Panel', path: '/ecp' },
  { kind: 'ActiveSync', title: 'Exchange ActiveSync', path: '/Microsoft-Server-ActiveSync' },
  { kind: 'Oab', title: 'the offline address book', path: '/OAB', more: { RequireSSL: true } },
  { kind: 'Mapi', title: 'MAPI over HTTP', path: '/mapi' },
  {
    kind: 'WebServices',
    title: 'Exchange Web Services',
    path: '/EWS/Exchange.asmx',
    more: { BasicAuthentication: true, Force: present },
  },
]

export function directorySteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  return directories.flatMap(({ kind, title, path, more }) => {
    const url = `https://${textOf(answers, 'host')}${path}`
    const there = facts.directories.filter((one) => one.kind === kind)
    if (there.every(({ internalUrl, externalUrl }) => same(internalUrl, url) && same(externalUrl, url)))
      return []
    const get = command(`Get-${kind}VirtualDirectory`)
    const set = command(`Set-${kind}VirtualDirectory`, { ExternalUrl: url, InternalUrl: url, ...more })
    return [{ title: `Set the address of ${title}, inside and outside`, command: pipe(get, set) }]
  })
}

/** Exchange 2010 turns Outlook Anywhere on; from 2013 it is always on, and that command does not exist. */
export function outlookAnywhereSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  const host = textOf(answers, 'host')
  const { outlookAnywhere: there } = facts
  const alike =
    there?.enabled &&
    same(there.externalHostname, host) &&
    (versionOf(facts, answers) === '2010' || same(there.internalHostname, host)) &&
    same(there.method, 'Basic') &&
    !there.sslOffloading
  if (alike) return []
  const title = 'Let Outlook connect from outside (Outlook Anywhere)'
  if (versionOf(facts, answers) !== '2010') {
    const set = command('Set-OutlookAnywhere', {
      ExternalHostname: host,
      ExternalClientsRequireSsl: true,
      InternalHostname: host,
      InternalClientsRequireSsl: true,
      ExternalClientAuthenticationMethod: 'Basic',
      SSLOffloading: false,
    })
    return [{ title, command: pipe(command('Get-OutlookAnywhere'), set) }]
  }
  const enable = command('Enable-OutlookAnywhere', {
    ClientAuthenticationMethod: 'Basic',
    ExternalHostname: host,
    SSLOffloading: false,
  })
  const set = command('Set-OutlookAnywhere', {
    ClientAuthenticationMethod: 'Basic',
    ExternalHostname: host,
    SSLOffloading: false,
  })
  return [{ title, command: there?.enabled ? pipe(command('Get-OutlookAnywhere'), set) : enable }]
}

/**
 * Setup leaves the server's own name there, which no public certificate holds: Outlook in the office would warn. The
 * guide does not speak of it.
 */
export function servicePointSteps(facts: IntegrateFacts, answers: Answers): readonly Step[] {
  const uri = `https://${textOf(answers, 'host')}/Autodiscover/Autodiscover.xml`
  const noun = versionOf(facts, answers) === '2016' ? 'ClientAccessService' : 'ClientAccessServer'
  return facts.servicePoints
    .filter((one) => !same(one.uri, uri))
    .map(({ server }) => ({
      title: 'Tell the computers of the domain where Autodiscover is',
      command: command(`Set-${noun}`, { Identity: server, AutoDiscoverServiceInternalUri: uri }),
    }))
}
