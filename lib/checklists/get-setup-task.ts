import type { Site } from '@/lib/exchange'
import { cmdlet, ok } from '@/lib/shell'
import { type SetupTask, setupTasks } from './setup-tasks'

const states = { done: 'Done', attention: 'Attention', todo: 'ToDo', skipped: 'Skipped' } as const

async function shownTask({ id, title, requirement, progress }: SetupTask): Promise<object> {
  const { state, note, checks } = await progress
  return {
    Identity: id,
    Title: title,
    Requirement: requirement,
    State: states[state],
    Note: note ?? '',
    Checks: checks.map((check) => check.title),
  }
}

/** Ours: the tasks of Home > Setup, asked on the network as Home does. Skip-SetupTask takes an Identity. */
const getSetupTask = cmdlet<Site>()({
  name: 'Get-SetupTask',
  synopsis: 'Lists the tasks of Home > Setup, and how far each is.',
  reads: true,
  columns: ['Identity', 'Title', 'Requirement', 'State'],
  parameters: {},
  run: async (_, site) => {
    const tasks = await setupTasks(site, await site.store.users.count({}))
    return ok({ output: await Promise.all(tasks.map(shownTask)) })
  },
})

export const setupTaskCmdlets = [getSetupTask]
