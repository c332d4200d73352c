import { type ExchangeVersion, windowsSupports } from '@/lib/exchange'
import type { WindowsVersion } from './site'

/** What the dashboard calls them. 2016 is our extension: the original knew it not. */
export const exchangeVersionTitles: Readonly<Record<ExchangeVersion, string>> = {
  '2010': 'Exchange Server 2010 with Service Pack 1',
  '2013': 'Exchange Server 2013',
  '2016': 'Exchange Server 2016',
}

const windowsVersions: readonly WindowsVersion[] = ['2008 R2', '2012', '2012 R2', '2016']

/** Why this Exchange cannot be installed there; null when it can. */
export function whyNotInstallable(version: ExchangeVersion, windows: WindowsVersion): string | null {
  if (windowsSupports(version, windows)) return null
  const on = windowsVersions
    .filter((one) => windowsSupports(version, one))
    .map((one) => `Windows Server ${one}`)
  return `Exchange Server ${version} cannot be installed on Windows Server ${windows}; it runs on ${on.join(', ')}.`
}

/** The one to choose where nobody chose: the newest that Essentials itself supports, else 2016. */
export function suggestedVersion(windows: WindowsVersion): ExchangeVersion {
  return whyNotInstallable('2013', windows) === null ? '2013' : '2016'
}
