import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { HostError } from '../host-error'
import { freePort } from '../port'
import { until } from '../processes'
import { projectRoot } from '../project'
import type { Figure } from './figure'
import type { Lab } from './lab'
import { ask, median } from './measure'

/** `npm start` in the terminal of somebody who did so before: seconds until /first-visit is there. */
async function startOnce(lab: Lab): Promise<number> {
  const port = await freePort()
  const begun = performance.now()
  const npm = process.env.npm_execpath
  const child = spawn(npm ? process.execPath : 'npm', [...(npm ? [npm] : []), 'start'], {
    cwd: projectRoot,
    shell: !npm && process.platform === 'win32',
    stdio: 'ignore',
    env: {
      ...process.env,
      PORT: String(port),
      DATA_DIR: join(lab.directory, 'warm-start'),
      NEXT_DIST_DIR: lab.distDir,
      DATABASE_URL: '',
    },
  })
  const ended = once(child, 'exit')
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM')
    await ended
    // The supervisor notices that npm is gone, and stops what it started.
    await until(
      () =>
        ask(url).then(
          () => false,
          () => true,
        ),
      15_000,
    )
  }
  lab.onClose(stop)
  const url = `http://127.0.0.1:${port}/first-visit`
  const answers = () =>
    ask(url).then(
      ({ status }) => status === 200,
      () => false,
    )
  const ready = await until(async () => child.exitCode !== null || (await answers()), 60_000)
  const seconds = (performance.now() - begun) / 1000
  await stop()
  if (!ready || child.exitCode)
    throw new HostError('npm start did not come up.', 'Run it by hand to see why.')
  return seconds
}

/** The first start makes the database and is not counted. */
export async function warmStart(lab: Lab): Promise<Figure[]> {
  await startOnce(lab)
  const seconds: number[] = []
  for (let round = 0; round < 3; round++) seconds.push(await startOnce(lab))
  const middle = median(seconds)
  return [
    {
      part: 'npm start, warm',
      what: 'seconds to the first page',
      ours: `${middle.toFixed(1)} s`,
      beside: '',
      compared: middle,
      unit: 's',
      aim: 5,
    },
  ]
}
