"""What the dashboard's pages are measured against: Streamlit with one Plotly chart and nothing else."""

import plotly.graph_objects as go
import streamlit as st

figure = go.Figure()
figure.add_bar(x=[3, 1, 2, 5, 4], y=["一", "二", "三", "四", "五"], orientation="h")
st.title("图")
st.plotly_chart(figure)
