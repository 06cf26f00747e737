/**
 * Runs one of the project's scripts on a machine that has only Node >= 20 and npm:
 *
 *   node config/bootstrap.mjs <script> [arguments…]
 *
 * It installs node_modules when they are missing or do not match package-lock.json, makes sure that the pinned Node 24
 * is there, and runs the script on it. Nothing installed may be imported here: this file is what installs.
 */
import { spawn } from 'node:child_process'
import { existsSync, lstatSync, readdirSync, readFileSync, symlinkSync, unlinkSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), '..')
const modules = path.join(root, 'node_modules')
const pinnedNode = path.join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const neededMajor = 24

function fail(sentence, advice) {
  console.error(`\n✗ ${sentence}\n  ${advice}`)
  process.exit(1)
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

/** True when what npm recorded as installed is what the lock file asks for. Compares content: clones change file times. */
function isInstalled(wanted) {
  const installed = readJson(path.join(modules, '.package-lock.json'))
  if (!installed) return false
  const missing = Object.entries(wanted.packages).some(
    ([place, { optional, version }]) => place !== '' && !optional && installed.packages[place]?.version !== version,
  )
  const outdated = Object.entries(installed.packages).some(
    ([place, { version }]) => wanted.packages[place]?.version !== version,
  )
  return !missing && !outdated
}

/** Packages unpacked so far: npm makes all folders first and fills them one by one. */
function countPackages() {
  if (!existsSync(modules)) return 0
  const names = readdirSync(modules).flatMap((name) =>
    name.startsWith('@') ? readdirSync(path.join(modules, name)).map((below) => `${name}/${below}`) : [name],
  )
  return names.filter((name) => existsSync(path.join(modules, name, 'package.json'))).length
}

function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, ...options })
    child.on('error', () => resolve({ child, code: 127, signal: null }))
    child.on('exit', (code, signal) => resolve({ child, code, signal }))
    const forward = (signal) => child.kill(signal)
    // npm hands a signal to the shell between it and us, which dies of it and tells nobody.
    const parent = process.ppid
    const watch = setInterval(() => process.ppid !== parent && forward('SIGTERM'), 500)
    if (!process.env.npm_lifecycle_event) clearInterval(watch)
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, forward)
    child.on('exit', () => {
      clearInterval(watch)
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(signal, forward)
    })
  })
}

async function install() {
  const wanted = readJson(path.join(root, 'package-lock.json'))
  if (!wanted) fail('package-lock.json is missing.', 'Run this inside a complete clone of the repository.')
  if (isInstalled(wanted)) return
  const total = Object.entries(wanted.packages).filter(
    ([place, { os }]) => place.lastIndexOf('node_modules/') === 0 && (!os || os.includes(process.platform)),
  ).length
  const started = Date.now()
  const elapsed = () => `${Math.round((Date.now() - started) / 1000)} s`
  console.log(`▸ Installing about ${total} packages with npm ci (a minute or two)`)
  const heartbeat = setInterval(() => console.log(`  ${countPackages()} of ${total} packages, ${elapsed()}`), 10_000)
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']
  const { code } = await run(npm, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  })
  clearInterval(heartbeat)
  if (code === 127)
    fail('npm was not found.', 'Install Node.js with npm (on Debian: apt-get install nodejs npm), then try again.')
  if (code !== 0) {
    fail(
      `npm ci failed after ${elapsed()} (its own words are above).`,
      'Check the network and the registry setting (npm config get registry), then run the same command again.',
    )
  }
  console.log(`✓ Installed, ${elapsed()}`)
}

async function versionOf(node) {
  if (!existsSync(node)) return undefined
  let output = ''
  const child = spawn(node, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
  child.stdout.on('data', (chunk) => (output += chunk))
  await new Promise((resolve) => child.on('close', resolve).on('error', resolve))
  return output.trim().replace('v', '')
}

/** npm's `ignore-scripts` leaves the `node` package empty: its install script fetches the binary as a package. */
async function pinNode() {
  const wanted = readJson(path.join(modules, 'node', 'package.json'))?.version
  if ((await versionOf(pinnedNode)) !== wanted) {
    console.log(`▸ Adding Node ${wanted} to node_modules`)
    await run(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: path.join(modules, 'node'),
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, npm_config_ignore_scripts: 'false', npm_config_global: 'false' },
    })
  }
  const version = await versionOf(pinnedNode)
  if (!version?.startsWith(`${neededMajor}.`)) {
    fail(
      `node_modules holds ${version ? `Node ${version}` : 'no Node'}; the project needs Node ${neededMajor}.`,
      'Run: rm -rf node_modules && npm ci --ignore-scripts=false',
    )
  }
  const link = path.join(modules, '.bin', 'node')
  if (process.platform !== 'win32' && !existsSync(link)) {
    if (lstatSync(link, { throwIfNoEntry: false })) unlinkSync(link)
    symlinkSync('../node/bin/node', link)
  }
}

const [script, ...scriptArguments] = process.argv.slice(2)
if (Number(process.versions.node.split('.')[0]) < 20) {
  fail(
    `This is Node ${process.versions.node}; Node 20 or newer is needed to start.`,
    'Install it from nodejs.org or your system.',
  )
}
if (!script) fail('No script was named.', 'Use the commands of package.json: npm start, npm test, npm run dev.')

await install()
await pinNode()
const { code, signal } = await run(pinnedNode, [script, ...scriptArguments], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_NO_WARNINGS: '1',
    PATH: `${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  },
})
process.exit(code ?? 128 + (constants.signals[signal] ?? 0))
