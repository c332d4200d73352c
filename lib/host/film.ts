import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'
import { ensureBrowser } from './browser'
import { packageProgram, projectRoot } from './project'

const names: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'ffmpeg-linux',
  darwin: 'ffmpeg-mac',
  win32: 'ffmpeg-win64.exe',
}

/**
 * What Playwright must be told to film. It films with an ffmpeg of its own only, which it downloads; where
 * that is blocked, the system's is put into a folder of browsers for it, and without one nothing is filmed.
 */
export function filmEnvironment(): Record<string, string> {
  const playwright = packageProgram('@playwright/test', 'playwright')
  if (ownIsInstalled()) return {}
  const downloaded = spawnSync(process.execPath, [playwright, 'install', 'ffmpeg'], { timeout: 60_000 })
  if (downloaded.status === 0) return {}
  const system = findFfmpeg()
  if (!system) {
    console.log(
      'There is no ffmpeg to film with: pictures are taken, but no films. Install ffmpeg to have both.',
    )
    return { DEMO_VIDEO: 'off' }
  }
  const folder = join(projectRoot, '.test/browsers')
  const link = join(folder, ownPath())
  mkdirSync(dirname(link), { recursive: true })
  rmSync(link, { force: true })
  symlinkSync(system, link)
  return { PLAYWRIGHT_BROWSERS_PATH: folder, CHROMIUM_PATH: ensureBrowser() }
}

function findFfmpeg(): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter)
  const file = process.platform === 'win32' ? 'ffmpeg.exe' : 'ffmpeg'
  return folders.map((folder) => join(folder, file)).find((path) => existsSync(path)) ?? null
}

/** Such as ffmpeg-1013/ffmpeg-linux, below the folder of browsers. */
function ownPath(): string {
  const require = createRequire(createRequire(import.meta.url).resolve('@playwright/test'))
  const core = dirname(createRequire(require.resolve('playwright')).resolve('playwright-core/package.json'))
  const { browsers } = JSON.parse(readFileSync(join(core, 'browsers.json'), 'utf8')) as {
    browsers: { name: string; revision: string }[]
  }
  const revision = browsers.find(({ name }) => name === 'ffmpeg')?.revision
  return join(`ffmpeg-${revision}`, names[process.platform] ?? 'ffmpeg')
}

function ownIsInstalled(): boolean {
  const home = process.env.HOME ?? process.env.USERPROFILE ?? ''
  const caches: Partial<Record<NodeJS.Platform, string>> = {
    linux: process.env.XDG_CACHE_HOME ?? join(home, '.cache'),
    darwin: join(home, 'Library/Caches'),
    win32: process.env.LOCALAPPDATA ?? join(home, 'AppData/Local'),
  }
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(caches[process.platform] ?? '', 'ms-playwright')
  return existsSync(join(folder, ownPath()))
}
