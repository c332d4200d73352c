import { type Builtin, once, takes } from '../evaluate/builtin'
import { PSObject } from '../values/datum'
import { wildcard } from '../values/pattern'
import { failure } from '../values/script-error'
import { textOf } from '../values/text'

const usualModules = [
  'ServerManager',
  'ActiveDirectory',
  'WebAdministration',
  'Microsoft.Exchange.Management.PowerShell.E2010',
  'Microsoft.Exchange.Management.PowerShell.SnapIn',
  'Microsoft.PowerShell.Management',
  'Microsoft.PowerShell.Utility',
]

function loading(
  name: string,
  text: (module: string) => string,
  errorId: string,
  aliases: string[] = [],
): Builtin {
  return {
    name,
    synopsis: 'Adds commands to the session; here they are there already.',
    aliases,
    parameters: [
      takes('Name', 'texts', { position: 0, mandatory: true }),
      takes('PassThru', 'switch'),
      takes('Force', 'switch'),
      takes('Global', 'switch'),
      takes('DisableNameChecking', 'switch'),
    ],
    start: (call) =>
      once(function* () {
        const known = [...usualModules, ...(call.context.machine.host.modules ?? [])].map((one) =>
          one.toLowerCase(),
        )
        for (const one of call.list('Name'))
          if (!known.includes(textOf(one).toLowerCase()))
            throw failure(text(textOf(one)), errorId, {
              category: 'ObjectNotFound',
              exception: 'System.IO.FileNotFoundException',
              subject: one,
            })
      }),
  }
}

export const importModule = loading(
  'Import-Module',
  (one) =>
    `The specified module '${one}' was not loaded because no valid module file was found in any module directory.`,
  'Modules_ModuleNotFound',
  ['ipmo'],
)

export const addSnapin = loading(
  'Add-PSSnapin',
  (one) => `The Windows PowerShell snap-in '${one}' is not installed on this machine.`,
  'AddPSSnapInRead',
  ['asnp'],
)

function listing(name: string, type: string, isListed: (module: string) => boolean): Builtin {
  return {
    name,
    synopsis: 'Lists what commands come from.',
    parameters: [
      takes('Name', 'texts', { position: 0 }),
      takes('ListAvailable', 'switch'),
      takes('Registered', 'switch'),
    ],
    start: (call) =>
      once(function* () {
        const patterns = call.list('Name').map((one) => wildcard(textOf(one)))
        const all = new Set([...usualModules, ...(call.context.machine.host.modules ?? [])])
        for (const one of [...all].filter(isListed))
          if (patterns.length === 0 || patterns.some((pattern) => pattern.test(one)))
            yield* call.write(new PSObject([type]).set('Name', one).set('Version', '1.0.0.0'))
      }),
  }
}

const isSnapin = (name: string) => name.startsWith('Microsoft.Exchange.')

export const getSnapin = listing('Get-PSSnapin', 'System.Management.Automation.PSSnapInInfo', isSnapin)
export const getModule = listing(
  'Get-Module',
  'System.Management.Automation.PSModuleInfo',
  (name) => !isSnapin(name),
)
