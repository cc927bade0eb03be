/** What work took by the clock, and of the processor: beside others on one machine, the second says more. */
export interface Used {
  readonly ms: number
  readonly cpuMs: number
}

export function used<Made>(work: () => Made): Used & { readonly made: Made } {
  const read = watch()
  const made = work()
  return { made, ...read() }
}

export async function usedBy(work: () => Promise<void>): Promise<Used> {
  const read = watch()
  await work()
  return read()
}

function watch(): () => Used {
  const began = performance.now()
  const cpu = process.cpuUsage()
  return () => {
    const { user, system } = process.cpuUsage(cpu)
    return { ms: performance.now() - began, cpuMs: (user + system) / 1_000 }
  }
}
