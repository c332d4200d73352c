// biome-ignore-all lint/correctness/useYield: a Step is a generator whether or not it has to wait
import type { Given } from '../bind/spec'
import { decodeText } from '../values/encoding'
import { Failure, failure } from '../values/script-error'
import type { Running } from './builtin'
import { fileName, resolvePath } from './files'
import { Exit } from './flow'
import { openFunction } from './function'
import type { Context } from './machine'
import { nothing, type Step, wait } from './step'

/** A script on the user's drive: `.\x.ps1`, `C:\x.ps1`. */
export function* openScript(
  written: string,
  given: readonly Given[],
  c: Context,
  piped: boolean,
  dotted: boolean,
): Step<Running> {
  if (!/\.ps1$/i.test(written)) throw notRecognized(written)
  const path = resolvePath(c.machine, written)
  const bytes = yield* wait(c.machine.host.drive.read(path))
  if (!bytes) throw notRecognized(written)
  if (c.machine.executionPolicy === 'Restricted')
    throw failure(
      `File ${path} cannot be loaded because running scripts is disabled on this system. For more information, see about_Execution_Policies at http://go.microsoft.com/fwlink/?LinkID=135170.`,
      'UnauthorizedAccess',
      {
        category: 'SecurityError',
        exception: 'System.Management.Automation.PSSecurityException',
        fullyQualifiedErrorId: 'UnauthorizedAccess',
      },
    )
  const parsed = c.machine.parse(decodeText(bytes))
  if (!parsed.ok)
    throw new Failure({
      ...parsed.error,
      position: parsed.error.position ? { ...parsed.error.position, file: path } : null,
    })
  const running = yield* openFunction(
    { name: fileName(path), block: parsed.block, filter: false },
    given,
    c,
    dotted ? c.scope : c.scope.global,
    { piped, dotted, path, isScript: true },
  )
  return endingAtExit(running, c)
}

/** `exit 3` ends the script that says it, and its caller goes on with `$LASTEXITCODE`. */
function endingAtExit(running: Running, c: Context): Running {
  let ended = false
  const guard = function* (work: () => Step<void>): Step<void> {
    if (ended) return
    try {
      yield* work()
    } catch (problem) {
      if (!(problem instanceof Exit)) throw problem
      ended = true
      c.machine.lastExitCode = problem.code
      c.machine.lastOk = problem.code === 0
    }
  }
  return {
    begin: () => guard(() => running.begin?.() ?? nothing()),
    process: (item) => guard(() => running.process(item)),
    end: () => guard(() => running.end?.() ?? nothing()),
  }
}

function notRecognized(name: string): Failure {
  return failure(
    `The term '${name.slice(0, 200)}' is not recognized as the name of a cmdlet, function, script file, or operable program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.`,
    'CommandNotFoundException',
    {
      category: 'ObjectNotFound',
      exception: 'System.Management.Automation.CommandNotFoundException',
      subject: name,
      fullyQualifiedErrorId: 'CommandNotFoundException',
    },
  )
}
