import { isSame } from './ad-groups'
import { exchangeVersionTitles, suggestedVersion, whyNotInstallable } from './exchange-support'
import { essentialsServer } from './find-server'
import { installExchangeRunbook, managementToolsCommand } from './install-exchange'
import { commandsOf, type Facts, fail, type Prerequisite, pass } from './prerequisite'

export function installed({ description, exchange, caller }: Facts): Prerequisite {
  const title = 'Exchange Server is installed on the second server'
  if (exchange)
    return pass(
      'exchange',
      title,
      `${exchangeVersionTitles[exchange.properties.version]} on ${exchange.name}`,
    )
  const version = suggestedVersion(description.exchange.windows)
  const runbook = installExchangeRunbook({
    description,
    version,
    managementTools: true,
    administrator: caller,
  })
  return fail(
    'exchange',
    title,
    'No Exchange server was found in the domain.',
    runbook.title,
    commandsOf(runbook),
  )
}

export function version({ exchange, servers }: Facts): Prerequisite | null {
  if (!exchange) return null
  const title = 'This version of Exchange Server is supported'
  const on = servers.find(({ name }) => isSame(name, exchange.name))
  const why = on && whyNotInstallable(exchange.properties.version, on.properties.windows)
  if (why) return fail('version', title, why)
  if (exchange.properties.build.startsWith('14.0.'))
    return fail(
      'version',
      title,
      'Exchange Server 2010 is supported from Service Pack 1 on: install it first.',
    )
  return exchange.properties.version === '2016'
    ? pass(
        'version',
        title,
        'Exchange Server 2016 is an extension: Windows Server Essentials itself knows 2010 and 2013.',
      )
    : pass('version', title)
}

export function managementTools({ exchange }: Facts): Prerequisite | null {
  if (!exchange) return null
  const title = `The Exchange Management Tools are on ${exchange.name}`
  return exchange.properties.managementTools
    ? pass('management-tools', title)
    : fail('management-tools', title, 'The integration works through them.', 'Install the Management Tools', [
        managementToolsCommand(exchange.properties.version),
      ])
}

export function onSecondServer({ servers, exchange }: Facts): Prerequisite {
  const title = 'Exchange Server is not on the Essentials server'
  const here = essentialsServer(servers)
  return exchange && here && isSame(exchange.name, here.name)
    ? fail(
        'separate-server',
        title,
        `${here.name} runs Windows Server Essentials. Exchange is not supported there: uninstall it, and install it on the second server.`,
      )
    : pass('separate-server', title)
}
