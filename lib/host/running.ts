import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HostError } from './host-error'
import { beginningOf, isAlive, until } from './processes'

/** Who runs on a data folder: written to DATA_DIR/running.json by the supervisor, and taken away when it ends. */
export interface Running {
  readonly url: string
  readonly supervisor: ProcessMark
  readonly web?: ProcessMark
}

interface ProcessMark {
  readonly pid: number
  readonly begun: string
}

export interface Claim {
  /** Notes the web process, so that the next start can end it if this one dies and it does not notice. */
  noteWeb(pid: number): void
  release(): void
}

/**
 * Claims a data folder for this process; a claim of one that died is taken over, and its web process ended.
 * @throws HostError with the address when another one runs on it
 */
export async function claim(dataDir: string, url: string): Promise<Claim> {
  mkdirSync(dataDir, { recursive: true })
  const path = join(dataDir, 'running.json')
  const draft = `${path}.${process.pid}`
  const mine: Running = { url, supervisor: markOf(process.pid) }
  writeFileSync(draft, JSON.stringify(mine))
  try {
    while (!created(draft, path)) await takeOver(path)
  } finally {
    rmSync(draft)
  }
  return {
    noteWeb: (pid) => {
      writeFileSync(draft, JSON.stringify({ ...mine, web: markOf(pid) }))
      renameSync(draft, path)
    },
    release: () => rmSync(path, { force: true }),
  }
}

/** Links, and so never overwrites: of two that claim at once, one is told. */
function created(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

async function takeOver(path: string): Promise<void> {
  if (!existsSync(path)) return
  const text = readFileSync(path, 'utf8')
  const other = JSON.parse(text) as Running
  if (lives(other.supervisor))
    throw new HostError(
      `It is already running at ${other.url} (process ${other.supervisor.pid}).`,
      'Stop that one first. A second one beside it needs a folder and a port of its own: DATA_DIR=.data2 PORT=3001 npm start',
    )
  if (other.web && lives(other.web)) {
    process.kill(other.web.pid, 'SIGKILL')
    const { pid } = other.web
    await until(() => !isAlive(pid), 5000)
  }
  const moved = `${path}.${process.pid}.left-over`
  renameSync(path, moved)
  // Another start may have taken over in between; then what was moved is its claim, and goes back.
  if (readFileSync(moved, 'utf8') !== text) created(moved, path)
  rmSync(moved)
}

function markOf(pid: number): ProcessMark {
  return { pid, begun: beginningOf(pid) }
}

function lives({ pid, begun }: ProcessMark): boolean {
  return isAlive(pid) && beginningOf(pid) === begun
}
