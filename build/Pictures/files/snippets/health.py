import urllib.request

with urllib.request.urlopen("https://shop.example.com/health", timeout=5) as response:
    print(response.status)
