const titles = ['A first hint', 'A second hint', 'Where it is'] as const

/** Three hints, each opened on its own. */
export function Hints({ hints }: { hints: readonly string[] }) {
  return (
    <div className="flex max-w-[72ch] flex-col gap-2">
      {titles.map((title, index) => (
        <details key={title} className="rounded-md border border-line bg-raised px-3.5 py-2">
          <summary className="act min-h-6 cursor-pointer font-medium">{title}</summary>
          <p className="mt-1 pb-1">{hints[index]}</p>
        </details>
      ))}
    </div>
  )
}
