import { Worker } from 'node:worker_threads'

/**
 * A thread that runs a module of this program, addressed by its name when built. From sources it needs tsx, whose hooks
 * a worker of Node 20 does not take over from the process.
 */
export function ownThread(module: URL, workerData: unknown): Worker {
  if (import.meta.url.endsWith('.js')) return new Worker(module, { workerData })
  const tsx = JSON.stringify(import.meta.resolve('tsx/esm/api'))
  const entry = JSON.stringify(module.href.replace(/\.js$/, '.ts'))
  const script = `import(${tsx}).then(({ register }) => { register(); return import(${entry}) })`
  return new Worker(script, { eval: true, workerData, execArgv: [] })
}
