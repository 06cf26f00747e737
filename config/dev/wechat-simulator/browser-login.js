// Put into the browser pages by the local server alone: gives a page what WeChat gives a mini-program. A frame named
// `person:<openId>` is that person's phone, one named `computer` is no phone at all, as every browser outside this
// server; any other page is the phone of the person the server names.
;(() => {
  const { person, elders } = document.currentScript.dataset
  if (window.name === 'computer') {
    separateStorage('computer/')
    return
  }
  const named = /^person:(.+)$/.exec(window.name)?.[1]
  const openId = named ?? person
  if (named) separateStorage(`${named}/`)
  if (openId && elders.split(' ').includes(openId) && localStorage.getItem('settings') === null) {
    const settings = { elder: true, fontStep: 1, elderOfferAnswered: true }
    localStorage.setItem('settings', JSON.stringify({ data: settings }))
  }

  async function ask(what, more = {}) {
    const answer = await fetch(`/wechat-simulator/${what}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ openId, ...more }),
    })
    if (!answer.ok) throw new Error(`the simulated WeChat refused ${what}`)
    return answer.json()
  }
  window.linlitongLoginCode = async () => (await ask('login')).code
  window.linlitongPhoneCode = async () => (await ask('phone')).code
  window.linlitongAllowMessages = async (templateIds) => (await ask('subscribe', { templateIds })).accepted

  /** Frames of one page share their storage; two phones do not. */
  function separateStorage(prefix) {
    const { getItem, setItem, removeItem, key } = Storage.prototype
    const length = Object.getOwnPropertyDescriptor(Storage.prototype, 'length').get
    const own = (storage) =>
      Array.from({ length: length.call(storage) }, (_, index) => key.call(storage, index)).filter((name) =>
        name.startsWith(prefix),
      )
    Object.assign(Storage.prototype, {
      getItem(name) {
        return getItem.call(this, prefix + name)
      },
      setItem(name, value) {
        setItem.call(this, prefix + name, value)
      },
      removeItem(name) {
        removeItem.call(this, prefix + name)
      },
      key(index) {
        return own(this)[index]?.slice(prefix.length) ?? null
      },
      clear() {
        for (const name of own(this)) removeItem.call(this, name)
      },
    })
    Object.defineProperty(Storage.prototype, 'length', {
      get() {
        return own(this).length
      },
    })
  }
})()
