-- Loads one address and looks at every answer: a wrong status or a page without its mark is counted as wrong.
-- Arguments: method, path, mark, file with one visitor per line (cookie header, tab, form token), body with {token} and {key}.
local method, path, mark, visitors, body
local people, turn, sent = {}, 0, 0
wrong = 0 -- global: read from every thread at the end
local threads = {}

function setup(thread)
  table.insert(threads, thread)
  thread:set("number", #threads)
end

function init(args)
  method, path, mark, body = args[1], args[2], args[3], args[5] or ""
  for line in io.lines(args[4]) do
    local cookie, token = line:match("^(.-)\t(.*)$")
    table.insert(people, { cookie = cookie, token = token })
  end
end

function request()
  turn = turn % #people + 1
  sent = sent + 1
  local person = people[turn]
  local headers = { Cookie = person.cookie }
  if method == "GET" then
    return wrk.format("GET", path, headers)
  end
  headers["Content-Type"] = "application/x-www-form-urlencoded"
  headers["HX-Request"] = "true"
  local key = string.format("%d-%d-%d", number, os.time(), sent)
  local form = body:gsub("{token}", (person.token:gsub("%%", "%%%%"))):gsub("{key}", key)
  return wrk.format("POST", path, headers, form)
end

function response(status, _, text)
  if status ~= 200 or not text:find(mark, 1, true) then
    wrong = wrong + 1
  end
end

function done(summary, latency)
  local failures = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  for _, thread in ipairs(threads) do
    failures = failures + thread:get("wrong")
  end
  io.write(string.format("RESULT %d %d %d %d %d\n", summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), failures))
end
