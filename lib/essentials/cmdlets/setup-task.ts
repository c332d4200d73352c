import type { Site } from '@/lib/exchange'
import { cmdlet, command, mandatory, ok, parsed, type Result, refuse } from '@/lib/shell'
import { skippedTask } from '../site'

/** A task's id, as its page's address has it: set-static-addresses. */
const taskId = parsed('String', (given): Result<string> => {
  const id = given.trim().toLowerCase()
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(id)
    ? ok(id)
    : refuse('InvalidArgument', 'TaskNotFound', 'There is no setup task with this name.', { target: 'Name' })
})

/** Both are our own commands; in the original, skipping is a link of the task's pane. */
const skipSetupTask = cmdlet<Site>()({
  name: 'Skip-SetupTask',
  synopsis: 'Marks a task of Home > Setup as skipped.',
  parameters: { Name: mandatory(taskId, 1) },
  run: async ({ Name }, site) => {
    if (await site.store.find(skippedTask, Name)) return ok({ undo: [] })
    const skipped = { by: site.caller, at: site.clock.now().toISOString() }
    const written = await site.store.insert(skippedTask, Name, skipped)
    return written.ok ? ok({ undo: [command('Resume-SetupTask', { Name })] }) : written
  },
})

const resumeSetupTask = cmdlet<Site>()({
  name: 'Resume-SetupTask',
  synopsis: 'Takes up a skipped task of Home > Setup again.',
  parameters: { Name: mandatory(taskId, 1) },
  run: async ({ Name }, site) => {
    const skipped = await site.store.find(skippedTask, Name)
    if (!skipped) return ok({ undo: [] })
    await site.store.remove(skippedTask, skipped)
    return ok({ undo: [command('Skip-SetupTask', { Name })] })
  },
})

export const setupTaskCmdlets = [skipSetupTask, resumeSetupTask]
