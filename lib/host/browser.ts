import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'
import { HostError } from './host-error'
import { packageProgram } from './project'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']

const places: Partial<Record<NodeJS.Platform, string[]>> = {
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) => {
    const folder = process.env[variable]
    if (!folder) return []
    return ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(folder, path),
    )
  }),
}

/** The browser for tests and demos: CHROMIUM_PATH, else Playwright's own, else the system's; null when there is none. */
export function findBrowser(): string | null {
  const own = process.env.CHROMIUM_PATH
  if (own && !existsSync(own))
    throw new HostError(`There is no browser at CHROMIUM_PATH, ${own}.`, 'Correct it, or leave it out.')
  const folders = (process.env.PATH ?? '').split(delimiter)
  const system = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  const candidates = [own, chromium.executablePath(), ...(places[process.platform] ?? []), ...system]
  return candidates.find((path) => path && existsSync(path)) ?? null
}

/**
 * Finds a browser, else installs one: Debian's where this process may, Playwright's elsewhere.
 * @throws HostError that says what to do when neither works
 */
export function ensureBrowser(): string {
  const found = findBrowser()
  if (found) return found
  console.log('There is no browser for the tests; installing one.')
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    spawnSync('apt-get', ['update'], { stdio: 'inherit' })
    spawnSync('apt-get', ['install', '-y', 'chromium'], { stdio: 'inherit' })
  } else
    spawnSync(process.execPath, [packageProgram('@playwright/test', 'playwright'), 'install', 'chromium'], {
      stdio: 'inherit',
    })
  const installed = findBrowser()
  if (installed) return installed
  throw new HostError(
    'No browser was found, and none could be installed.',
    'Install Chromium, Chrome or Edge, or name one: CHROMIUM_PATH=/path/to/chrome npm test',
  )
}
