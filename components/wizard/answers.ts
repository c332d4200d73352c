import {
  type AnswerError,
  type Answers,
  checkPage,
  type Field,
  type Page,
  shownFields,
  shownPages,
  type Wizard,
  withSuggestions,
} from '@/lib/wizards'

export type AnyWizard = Wizard<unknown>
export type AnyField = Field<unknown>
/** What somebody typed or chose, by field: a field that is absent still follows its suggestion. */
export type Typed = Readonly<Record<string, string | boolean>>

export interface ShownPage {
  readonly page: Page<unknown>
  readonly fields: readonly AnyField[]
}

/** The wizard as it stands with what was typed: every answer, and the pages and fields that are shown. */
export function stand(
  wizard: AnyWizard,
  facts: unknown,
  typed: Typed,
): { pages: ShownPage[]; answers: Answers } {
  const answers = withSuggestions(wizard, facts, typed)
  const pages = shownPages(wizard, facts, answers).map((page) => ({
    page,
    fields: shownFields(page, facts, answers),
  }))
  return { pages, answers }
}

/** Why Next is closed on this page, before any field is looked at: a check that failed. */
export function isBlocked({ page }: ShownPage, facts: unknown, answers: Answers): boolean {
  return page.checks?.(facts, answers).some(({ state }) => state === 'fail') ?? false
}

/** The first page that would not let Next through; null when all would. */
export function firstOpenPage(pages: readonly ShownPage[], facts: unknown, answers: Answers): string | null {
  const open = pages.find(
    (shown) => isBlocked(shown, facts, answers) || checkPage(shown.page, facts, answers).length > 0,
  )
  return open?.page.id ?? null
}

/**
 * Where a server's error belongs: the field it names, or the one that stands for the parameter that is the
 * error's target. PowerShell does not tell parameters apart by case.
 */
export function placeOf(
  pages: readonly ShownPage[],
  { field: name, error }: AnswerError,
): { page: string; field: string } | null {
  const target = error.target?.toLowerCase()
  const matches = (field: AnyField) =>
    name !== undefined
      ? field.name === name
      : target !== undefined && [field.parameter, field.name].some((one) => one?.toLowerCase() === target)
  for (const { page, fields } of pages) {
    const found = fields.find(matches)
    if (found) return { page: page.id, field: found.name }
  }
  return null
}

/** What was typed, without passwords and whatever other kinds are named: for probes, and to keep for a reload. */
export function withoutSecrets(wizard: AnyWizard, typed: Typed, ...kinds: AnyField['kind'][]): Typed {
  const left = new Set<AnyField['kind']>(['password', ...kinds])
  const fields = wizard.pages.flatMap((page) => page.fields)
  const names = new Set(fields.filter(({ kind }) => left.has(kind)).map(({ name }) => name))
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !names.has(name)))
}

/** A text of the definition that may depend on the facts and answers. */
export function say(
  text: string | ((facts: unknown, answers: Answers) => string) | undefined,
  facts: unknown,
  answers: Answers,
): string | undefined {
  return typeof text === 'function' ? text(facts, answers) : text
}
