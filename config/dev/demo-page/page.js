// The two frames are two phones: each frame's `name` keeps its storage apart (see the simulator's browser-login.js).
const people = await (await fetch('/demo/people.json')).json()
const row = document.getElementById('people')
const deskWidth = 1180

/** Shows a person in the frame that belongs to them: residents on the phone, staff at the desk. */
function become(person, frameName = `person:${person.openId}`) {
  const frame = document.getElementById(person.kind)
  const fresh = frame.cloneNode()
  fresh.name = frameName
  fresh.src = person.page
  frame.replaceWith(fresh)
  document.getElementById(`${person.kind}-name`).textContent = `${person.name}，${person.what}`
  for (const button of row.children) {
    if (button.dataset.kind === person.kind)
      button.setAttribute('aria-pressed', button.dataset.openId === person.openId)
  }
  fit()
}

/** The desk needs 1024 px for its three columns: on a narrower screen it is shown smaller, never cut. */
function fit() {
  const glass = document.querySelector('.glass--desk')
  const frame = document.getElementById('desk')
  const scale = Math.min(1, glass.clientWidth / deskWidth)
  frame.style.width = `${100 / scale}%`
  frame.style.height = `${100 / scale}%`
  frame.style.transform = `scale(${scale})`
}

for (const person of people) {
  const button = document.createElement('button')
  button.className = `person person--${person.kind}`
  button.dataset.openId = person.openId
  button.dataset.kind = person.kind
  for (const [name, text] of [
    ['face', person.name.slice(0, 1)],
    ['words', ''],
  ]) {
    const part = document.createElement('span')
    part.className = `person__${name}`
    part.textContent = text
    button.append(part)
  }
  for (const name of ['name', 'what']) {
    const part = document.createElement('span')
    part.className = `person__${name}`
    part.textContent = person[name]
    button.lastChild.append(part)
  }
  button.addEventListener('click', () => become(person))
  row.append(button)
}
/** A computer on the right at which nobody is signed in, and on the left the phone of somebody with a post. */
function signInOnComputer() {
  const worker = people.find((person) => person.kind === 'desk')
  become({ ...worker, kind: 'phone', page: '/desk/scan/index' })
  become({ kind: 'desk', name: '一台电脑', what: '还没有登录', page: '/desk/sign-in/index' }, 'computer')
}
document.getElementById('computer').addEventListener('click', signInOnComputer)

become(people.find((person) => person.kind === 'phone'))
become(people.find((person) => person.kind === 'desk'))
addEventListener('resize', fit)

/** The button at the bed: the server signs for it and it speaks to the same address as a real one. */
async function pressDevice() {
  const said = document.getElementById('device-said')
  said.textContent = '正在送达'
  const answer = await fetch('/demo/device/press', { method: 'POST' })
    .then((reply) => reply.json())
    .catch(() => undefined)
  const responder = answer?.ok ? answer.data.call.responderName : undefined
  if (responder === undefined) said.textContent = '没有送到，再按一次。'
  else said.textContent = responder === null ? '送到了，右边在响。' : `送到了，${responder}已经接了。`
}
document.getElementById('device').addEventListener('click', () => void pressDevice())
