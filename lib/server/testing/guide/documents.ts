import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../../../shared/seeds')

function document(name: string): string | null {
  const path = join(folder, name)
  return existsSync(path) ? readFileSync(path, 'utf8') : null
}

/** The two documents that the commands here were taken from; null where they are not at hand. */
export const integrationGuide = document('000_c482c94cb554ed28.txt')
export const exchangeArticles = document('002_e4055857f0e59b72.txt')

/** The two scripts of a set-up. */
export interface Scripts {
  readonly install: string
  readonly configure: string
}

const own = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')

export const ownScripts: Scripts = {
  install: own('install-features.ps1'),
  configure: own('configure-exchange.ps1'),
}

export const networkScript = own('network.ps1')

/** InstallDependencies.ps1 and ConfigureExchange.ps1, cut out of the guide as they stand there. */
export function scriptsOfTheGuide(): Scripts | null {
  if (!integrationGuide) return null
  const [install, configure] = [...integrationGuide.matchAll(/```powershell\r?\n(.*?)```/gs)].map(
    ([, text = '']) => text,
  )
  if (install === undefined || configure === undefined) throw new Error('The guide has lost its scripts')
  return { install, configure }
}
