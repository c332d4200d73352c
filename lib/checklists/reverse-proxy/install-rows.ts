import { command } from '@/lib/shell'
import { type AskedRow, asked, type Finding } from '../checklist'
import type { NetworkFacts } from '../facts'
import { findGateway } from './gateway'

/** Both take hold of what the installer of ARR left behind; before it ran there is nothing to say. */
const notYet: Finding = { found: [], state: 'pending', verdict: 'Not yet', reason: 'Install ARR first.' }

function judgeArr({ proxy }: NetworkFacts): Finding {
  const action = 'Install it from its web site, and select the URL Rewrite Module too.'
  if (!proxy)
    return {
      found: [],
      state: 'pending',
      verdict: 'Not installed',
      action,
      repair: {
        label: 'Install ARR',
        command: command('Install-ApplicationRequestRouting', { UrlRewrite: true }),
      },
    }
  if (!proxy.urlRewrite)
    return {
      found: ['ARR 2.5'],
      state: 'error',
      verdict: 'URL Rewrite missing',
      reason: 'ARR passes requests on by URL rewrite rules; without the module ARRConfig cannot make any.',
      action,
      repair: {
        label: 'Install URL Rewrite',
        command: command('Install-ApplicationRequestRouting', { UrlRewrite: true }),
      },
    }
  return { found: ['ARR 2.5', 'URL Rewrite'], state: 'ok', verdict: 'Installed' }
}

function judgeUpdate({ proxy }: NetworkFacts): Finding {
  if (!proxy) return notYet
  if (proxy.updated) return { found: ['KB2732764'], state: 'ok', verdict: 'Installed' }
  return {
    found: [],
    state: 'pending',
    verdict: 'Not installed',
    action: 'Download KB2732764 for ARR 2.5 and install it.',
    repair: {
      label: 'Install KB2732764',
      command: command('Install-ApplicationRequestRoutingUpdate', { Id: 'KB2732764' }),
    },
  }
}

/** What is installed on the Essentials server, in the order in which it is done. */
export function installRows(facts: NetworkFacts): readonly AskedRow[] {
  const { essentials } = facts.description
  return [
    asked(
      {
        id: 'arr',
        name: 'Application Request Routing with URL Rewrite',
        note: `on ${essentials.name}`,
        expected: [],
        requirement: 'Required',
      },
      judgeArr(facts),
    ),
    asked(
      {
        id: 'kb2589179',
        name: 'Error about KB2589179',
        note: 'may come at the end of the installation',
        expected: [],
        requirement: 'Optional',
      },
      facts.proxy
        ? { found: [], state: 'ok', verdict: 'Can be ignored', reason: 'ARR works without this update.' }
        : notYet,
    ),
    asked(
      {
        id: 'gateway',
        name: 'Remote Desktop Gateway',
        note: 'after the installation of ARR',
        expected: [],
        requirement: 'Required',
      },
      findGateway(facts),
    ),
    asked(
      { id: 'kb2732764', name: 'Update KB2732764 for ARR 2.5', expected: [], requirement: 'Required' },
      judgeUpdate(facts),
    ),
  ]
}
