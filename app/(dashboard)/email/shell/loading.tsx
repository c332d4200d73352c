/** The shape of the page, while the terminal is on its way. */
export default function Loading() {
  return (
    <div className="panes" aria-busy="true">
      <div className="panes-content p-4">
        <h1 className="sr-only">Shell</h1>
        <p className="sr-only">The shell is being opened.</p>
        <div className="h-full min-h-[55dvh] rounded-md bg-code" />
      </div>
      <div className="panes-tasks min-[900px]:w-[420px]!" />
    </div>
  )
}
