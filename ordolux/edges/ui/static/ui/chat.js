/* Chat: messages come by themselves, what is typed is kept on this device until the server has it, and after a break
   everything is fetched anew. Also the count of unread messages at the entry of rail or bar. */
(() => {
  "use strict";
  const read = (name) => {
    try {
      return localStorage.getItem(name) || "";
    } catch {
      return "";
    }
  };
  const write = (name, value) => {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch {
      /* a browser without storage keeps nothing; the field itself still does */
    }
  };
  const freshKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, "0")).join("");
  const unreadAt = document.body.dataset.unread;

  const showUnread = async () => {
    if (!unreadAt) return;
    try {
      const answer = await fetch(unreadAt, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const { count, url } = await answer.json();
      for (const link of document.querySelectorAll(`nav a[href="${CSS.escape(url)}"], nav a[href="${url}"]`)) {
        let badge = link.querySelector("[data-unread-count]");
        if (!count) {
          if (badge) badge.remove();
          continue;
        }
        if (!badge) {
          badge = document.createElement("span");
          badge.className = "ox-count";
          badge.dataset.unreadCount = "";
          link.append(badge);
        }
        badge.textContent = String(count);
      }
    } catch {
      /* the next notice tries again */
    }
  };

  const chats = [];
  const begin = (box) => {
    const list = box.querySelector("[data-chat-list]");
    const form = box.querySelector("[data-chat-form]");
    const field = form.querySelector("textarea");
    const files = form.querySelector("input[type=file]");
    const filesWord = box.querySelector("[data-chat-files-word]");
    const filesEmpty = filesWord.textContent;
    const waiting = box.querySelector("[data-chat-waiting]");
    const refused = box.querySelector("[data-chat-refused]");
    const state = box.querySelector("[data-chat-state-words]");
    const word = box.dataset;
    const place = `ordolux-chat-${word.chat}-${word.chatWho}`;
    const held = new Map(); // files cannot be kept over a reload; their message says so
    let queue = [];
    try {
      queue = JSON.parse(read(`${place}-queue`) || "[]");
    } catch {
      queue = [];
    }
    let sending = false;
    let wait = 2000;
    let timer = 0;

    const atEnd = () => list.scrollHeight - list.scrollTop - list.clientHeight < 80;
    const refresh = async () => {
      try {
        const answer = await fetch(word.chatListUrl, { headers: { "X-Requested-With": "chat" } });
        if (!answer.ok || answer.redirected) return;
        const follow = atEnd() || !list.childElementCount;
        list.innerHTML = await answer.text();
        if (follow) list.scrollTop = list.scrollHeight;
        look();
      } catch {
        /* shown by the state of the connection */
      }
    };
    const fold = box.closest("details");
    const tellFold = () => {
      const summary = fold && fold.querySelector("summary");
      if (!summary) return;
      const unseen = list.querySelector("[data-unseen]");
      let badge = summary.querySelector("[data-unread-count]");
      if (!unseen) {
        if (badge) badge.remove();
        return;
      }
      if (!badge) {
        badge = document.createElement("span");
        badge.className = "ox-count";
        badge.dataset.unreadCount = "";
        summary.append(badge);
      }
      badge.textContent = unseen.dataset.unseen;
    };
    const look = async () => {
      tellFold();
      /* what is folded away has a place in the window, and yet nobody reads it */
      if (fold && !fold.open) return;
      if (document.visibilityState !== "visible" || !list.querySelector("[data-unseen]")) return;
      const view = list.getBoundingClientRect();
      if (view.bottom < 0 || view.top > innerHeight || !view.height) return;
      list.querySelector("[data-unseen]").removeAttribute("data-unseen");
      tellFold();
      const told = new FormData();
      told.set("csrfmiddlewaretoken", form.csrfmiddlewaretoken.value);
      told.set("key", freshKey());
      try {
        await fetch(word.chatSeenUrl, { method: "POST", body: told, headers: { "X-Requested-With": "chat" } });
        showUnread();
      } catch {
        /* seen again with the next fetch */
      }
    };
    const keep = () => {
      write(`${place}-queue`, queue.length ? JSON.stringify(queue) : "");
      waiting.hidden = !queue.length;
      waiting.replaceChildren(
        ...queue.map((one) => {
          const item = document.createElement("li");
          item.className = "ox-msg ox-msg--me ox-msg--wait";
          const bubble = document.createElement("div");
          bubble.className = "ox-msg__b";
          bubble.textContent = one.text || "…";
          const below = document.createElement("small");
          const lost = one.files && !held.has(one.key);
          below.append(`${word.wordWaiting}${lost ? `, ${word.wordFiles}` : ""} · `);
          const again = document.createElement("button");
          again.type = "button";
          again.className = "ox-btn ox-btn--sm ox-btn--quiet";
          again.textContent = word.wordAgain;
          again.addEventListener("click", send);
          const back = again.cloneNode();
          back.textContent = word.wordDrop;
          back.addEventListener("click", () => takeBack(one));
          below.append(again, " ", back);
          item.append(bubble, below);
          return item;
        }),
      );
    };
    const takeBack = (one) => {
      queue = queue.filter((other) => other !== one);
      field.value = [one.text, field.value].filter(Boolean).join("\n");
      write(`${place}-draft`, field.value);
      keep();
      field.focus();
    };
    const refuse = (one, sentence) => {
      takeBack(one);
      refused.textContent = sentence;
      refused.hidden = false;
    };
    const send = async () => {
      if (sending || !queue.length) return;
      sending = true;
      clearTimeout(timer);
      const one = queue[0];
      const told = new FormData();
      told.set("csrfmiddlewaretoken", form.csrfmiddlewaretoken.value);
      told.set("key", one.key);
      told.set("text", one.text);
      for (const file of held.get(one.key) || []) told.append("files", file);
      let later = false;
      try {
        const answer = await fetch(form.action, { method: "POST", body: told, headers: { "X-Requested-With": "chat" } });
        if (answer.status === 204) {
          queue = queue.filter((other) => other !== one);
          held.delete(one.key);
          wait = 2000;
          keep();
          await refresh();
        } else if (answer.status === 422) {
          refuse(one, (await answer.json()).refused);
        } else {
          later = true;
        }
      } catch {
        later = true;
      }
      sending = false;
      if (later) {
        keep();
        timer = setTimeout(send, wait);
        wait = Math.min(wait * 2, 60000);
      } else {
        send();
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      event.stopPropagation();
      const text = field.value.trim();
      const chosen = Array.from(files.files);
      if (!text && !chosen.length) {
        field.focus();
        return;
      }
      refused.hidden = true;
      const one = { key: freshKey(), text, files: chosen.length };
      if (chosen.length) held.set(one.key, chosen);
      queue.push(one);
      field.value = "";
      files.value = "";
      filesWord.textContent = filesEmpty;
      write(`${place}-draft`, "");
      keep();
      send();
      field.focus();
    });
    field.addEventListener("input", () => write(`${place}-draft`, field.value));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Escape") field.blur();
    });
    files.addEventListener("change", () => {
      filesWord.textContent = files.files.length ? Array.from(files.files, (f) => f.name).join(", ") : filesEmpty;
    });
    if (!field.value) field.value = read(`${place}-draft`);
    keep();
    const connection = () => {
      const is = document.documentElement.dataset.connected;
      if (is === "yes" && navigator.onLine) state.textContent = word.wordConnected;
      else if (is === "no" || !navigator.onLine) state.textContent = word.wordOff;
    };
    if (fold) {
      fold.addEventListener("toggle", () => {
        list.scrollTop = list.scrollHeight;
        look();
        if (fold.open) field.focus();
      });
      /* a link to the conversation opens it */
      if (location.hash && fold.id === location.hash.slice(1)) fold.open = true;
    }
    chats.push({ refresh, send, look, connection });
    connection();
    refresh().then(send);
  };

  const everyChat = (what) => chats.forEach((chat) => chat[what]());
  for (const box of document.querySelectorAll("[data-chat]")) begin(box);
  for (const name of ["live:changed", "live:again", "live:messages"]) {
    document.body.addEventListener(name, () => {
      everyChat("refresh");
      if (name !== "live:messages") everyChat("send");
      showUnread();
    });
  }
  addEventListener("online", () => {
    everyChat("connection");
    everyChat("refresh");
    everyChat("send");
  });
  addEventListener("offline", () => everyChat("connection"));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && everyChat("refresh"));
  addEventListener("scroll", () => everyChat("look"), { passive: true });
  new MutationObserver(() => everyChat("connection")).observe(document.documentElement, { attributeFilter: ["data-connected"] });
  /* without live events the chat still asks now and then */
  setInterval(() => document.documentElement.dataset.connected !== "yes" && document.visibilityState === "visible" && everyChat("refresh"), 20000);
  showUnread();
})();
